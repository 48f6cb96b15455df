// Reads a dispatch export (.csv or .csv.gz) by its map.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "trace/trace.h"
#include "trace/trace_map.h"

namespace turnout::trace {

// Throws geo::DataError with one sentence when the file cannot be read, is empty, lacks a column of the map (the
// sentence names it and lists the file's columns) or contains no usable call. Every other fault of a row is a
// counted flaw.
Trace read_trace(const std::filesystem::path& file, const TraceMap& map);

// The same for a text that was already read. `file` is only its name in errors.
Trace parse_trace(std::string_view text, const std::string& file, const TraceMap& map);

}  // namespace turnout::trace
