// What a map makes of the first rows of a file, for somebody who writes the map.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "trace/row.h"
#include "trace/trace_map.h"

namespace turnout::trace {

struct ExplainedColumn {
  std::string name;                   // "'Received'", or "column 4"
  std::string meaning;                // "en route"; empty = it is not read
  std::vector<std::string> examples;  // by example row: as the file has it
};

struct ExplainedRow {
  std::size_t number = 0;  // in the file
  std::optional<Row> row;  // nothing = it is left out
};

struct Explanation {
  static constexpr std::size_t kRows = 3;

  std::vector<ExplainedColumn> columns;
  std::vector<ExplainedRow> rows;  // the first kRows below the header
};

// Throws geo::DataError as read_trace does, but not for rows that cannot be used.
Explanation explain_file(const std::filesystem::path& file, const TraceMap& map);

}  // namespace turnout::trace
