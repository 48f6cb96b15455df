// The part of a map that says where each stage comes from: a column, a duration, a status, or nowhere.
#pragma once

#include "geo/yaml_map.h"
#include "trace/trace_map.h"

namespace turnout::trace {

// Reads `columns`, `absent`, `durations`, `statuses` and `receipts` of the map's top level. Throws
// geo::DataError.
void read_stage_sources(const geo::YamlMap& root, TraceMap& map);

}  // namespace turnout::trace
