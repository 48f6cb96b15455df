// Reads a dispatch export (.csv or .csv.gz) by its map.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "trace/trace.h"
#include "trace/trace_map.h"

namespace turnout::trace {

// Throws geo::DataError with one sentence when the file cannot be read, is empty, lacks a column of the map
// (naming it and listing what the file has) or holds no call that can be used. Everything else wrong with a
// row is a counted flaw.
Trace read_trace(const std::filesystem::path& file, const TraceMap& map);

// The same for text already read; `file` only names it in errors.
Trace parse_trace(std::string_view text, const std::string& file, const TraceMap& map);

}  // namespace turnout::trace
