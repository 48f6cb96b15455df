// The map of a dispatch export: how its file is written, and the meaning of its columns.
//
// A YAML file, every key explained in deploy/traces/README.md. Other exports have other headers: they need
// another map, not another program.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "geo/stations.h"
#include "trace/header.h"
#include "trace/number.h"
#include "trace/stage.h"
#include "turnout/v1/incident.pb.h"

namespace turnout::trace {

// How the bytes of the file become rows of cells.
struct FileForm {
  std::string encoding = "UTF-8";  // a byte order mark goes before it
  char delimiter = ',';
  std::size_t preamble_lines = 0;  // above the header
  bool has_header = true;
  char decimal = '.';
  CellForm cells;
};

// Each is a column's name, "column 4", or a text with several in braces (Header::find). Empty = the export has none.
struct Columns {
  std::string call;               // the call's number; the rows of one call follow each other or not
  std::string unit;               // the unit's id; one row is one order of one unit, or of several
  std::string unit_separator;     // between the units of one cell; empty = a cell holds one
  ByStage<std::string> of_stage;  // the columns with the stages' times
  std::vector<std::string>
      stages;            // all stages of the file, in the order in which they should happen; optional
  std::string location;  // either this …
  std::string latitude, longitude;  // … or these two
  std::string type;                 // optional
  std::string priority;             // optional
};

// A stage that the file has as the time since another one: the sum of the columns.
struct DurationSource {
  Stage after = Stage::kReceived;  // an earlier one
  std::vector<std::string> columns;
};

// A file with one row for each change of a unit's status.
struct StatusRows {
  std::string status;                   // column
  std::string time;                     // column
  std::map<std::string, Stage> stages;  // by the text in the status column
};

// Receipts for a file that has only durations: one call after the other.
struct AssumedReceipts {
  std::int64_t first_ms = 0;
  std::int64_t every_ms = 0;
};

struct TimeForm {
  std::vector<std::string> formats;  // LocalTimeFormat's; the first that fits counts
  std::string zone;
  std::string none_before;  // "1970-01-01": an earlier time means that there is none; empty = no such date
  // Every time has the date of the call: more than an hour before the stage before it means the next day.
  bool next_day = false;
};

struct TraceMap {
  std::string file;         // where it was read from, for errors
  std::string data_set;     // which export this is
  std::string header_read;  // where and when somebody read its header
  FileForm form;
  Columns columns;
  std::map<Stage, DurationSource> durations;
  DurationUnit duration_unit = DurationUnit::kSeconds;
  std::optional<StatusRows> statuses;
  std::optional<AssumedReceipts> receipts;
  StageSet absent;               // stages that the map says the export does not have
  std::string location_pattern;  // with {latitude} and {longitude}
  TimeForm time;
  std::map<std::string, v1::Priority> priorities;  // by the text in the column
  geo::StationProperties jurisdictions;            // of the GeoJSON that the trace is played with

  bool has_location() const { return !columns.location.empty() || !columns.latitude.empty(); }
};

// Throws geo::DataError with one sentence that names the file, the line, the key and what is allowed; unknown
// keys are errors, and so is a stage that the map neither gives nor lists under `absent`.
TraceMap load_trace_map(const std::filesystem::path& file);
TraceMap parse_trace_map(const std::string& text, const std::string& file);

}  // namespace turnout::trace
