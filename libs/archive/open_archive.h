// Opens the archive that an option names.
#pragma once

#include <memory>
#include <string>

#include "archive/archive.h"

namespace turnout::archive {

// `location`: postgresql://… (a connection URI of libpq) or the path of an SQLite file, which is made if it is missing.
std::unique_ptr<Archive> open_archive(const std::string& location, const std::string& district);

// Brings the archive's schema to this program's version; call it once, before it is used. Throws UnusableArchive (errors.h).
void prepare_archive(const std::string& location, const std::string& district);

// The location without the password that it may contain, for the log.
std::string printable_location(const std::string& location);

}  // namespace turnout::archive
