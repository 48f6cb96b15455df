// The map of a dispatch export: the meaning of its columns.
//
// A YAML file; deploy/traces/san_francisco.yaml has every key. An export with other columns needs another map, not
// another program.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "geo/stations.h"
#include "turnout/v1/incident.pb.h"

namespace turnout::trace {

// Names of columns, as in the header of the file. Empty = the export has no such column.
struct Columns {
  std::string call;                 // required: the call's number; rows of one call need not be adjacent
  std::string unit;                 // required: the unit's id; one row is one order of one unit
  std::string received;             // required: stages, in order
  std::string dispatched;           // required
  std::string en_route;             // required
  std::string on_scene;             // required
  std::string available;            // required
  std::vector<std::string> stages;  // all stages in the file, in their expected order; optional
  std::string location;             // either this …
  std::string latitude, longitude;  // … or these two
  std::string type;                 // optional
  std::string priority;             // optional
};

struct TraceMap {
  std::string file;  // path of the map, for errors
  Columns columns;
  std::string location_pattern;  // with {latitude} and {longitude}
  std::string time_format;
  std::string time_zone;
  std::map<std::string, v1::Priority> priorities;  // by the text in the column
  geo::StationProperties jurisdictions;            // of the GeoJSON with which the trace is replayed
};

// Throws geo::DataError with one sentence that names the file, the line, the key and what is allowed; unknown
// keys are errors.
TraceMap load_trace_map(const std::filesystem::path& file);
TraceMap parse_trace_map(const std::string& text, const std::string& file);

}  // namespace turnout::trace
