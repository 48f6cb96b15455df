// commit.lua, as it is loaded into Redis. Its text is built into the program, so that a service and its
// functions are never of different versions; the functions' names carry the version, so that two versions are
// loaded side by side.
#pragma once

#include <cstdint>
#include <string_view>

namespace turnout::event_store {

extern const std::string_view kCommitLibrary;
extern const std::int64_t kCommitLibraryVersion;

extern const char* const kCommitFunction;
extern const char* const kLastSequenceFunction;
extern const char* const kVersionFunction;

}  // namespace turnout::event_store
