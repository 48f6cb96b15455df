// Reads the rows of an export by its map.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "trace/csv.h"
#include "trace/local_time.h"
#include "trace/location.h"
#include "trace/trace.h"
#include "trace/trace_map.h"

namespace turnout::trace {

// A usable row: it names a call and a unit.
struct Row {
  std::string call;
  std::string type;
  v1::Priority priority = v1::PRIORITY_UNSPECIFIED;
  std::optional<v1::Position> position;
  Instant received_at_ms;
  TraceOrder order;
};

// Not thread-safe.
class RowReader {
 public:
  // Throws geo::DataError when the header lacks a column of the map or has it twice.
  RowReader(const CsvRow& header, const std::string& file, const TraceMap& map);

  // Nothing for a row that is left out. Adds the row's flaws to `flaws`.
  std::optional<Row> read(const CsvRow& fields, std::size_t row, FlawCounts& flaws);

 private:
  using Column = std::optional<std::size_t>;
  struct Places {
    Column call, unit, received, dispatched, en_route, on_scene, available, location, latitude, longitude,
        type, priority;
    std::vector<std::size_t> stages;
  };

  static Places find_columns(const CsvRow& header, const std::string& file, const TraceMap& map);
  Instant read_time(const CsvRow& fields, std::size_t column);
  std::optional<v1::Position> read_position(const CsvRow& fields) const;
  std::string read_text(const CsvRow& fields, Column column);

  const TraceMap& map_;
  std::size_t width_;
  Places columns_;
  LocalTimeFormat times_;
  LocationPattern location_;
  // Flaws found in the current row.
  bool unreadable_time_ = false;
  bool ambiguous_time_ = false;
  bool unprintable_text_ = false;
};

}  // namespace turnout::trace
