// `replay --explain`: what a map makes of a file. Nothing is played.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "text/table.h"
#include "trace/trace_map.h"

namespace turnout::replay {

// The lines to print: what each column became, with the first three rows; what those rows are read as; what the
// whole file holds, lacks and has wrong. Throws geo::DataError for a file whose columns are not those of the map.
// `usable` becomes false, with the reason in the last line, if none of its rows can be used.
std::vector<std::string> explanation(const std::filesystem::path& file, const trace::TraceMap& map,
                                     text::Look look, bool& usable);

}  // namespace turnout::replay
