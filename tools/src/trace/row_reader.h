// Reads the rows of an export by the map.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "trace/csv.h"
#include "trace/flaws.h"
#include "trace/header.h"
#include "trace/location.h"
#include "trace/row.h"
#include "trace/time_reader.h"
#include "trace/trace_map.h"

namespace turnout::trace {

// Not thread-safe.
class RowReader {
 public:
  // Throws geo::DataError when the header lacks a column of the map or has it twice. `map` must outlive it.
  RowReader(Header header, const TraceMap& map);

  // Nothing for a row that is left out. Adds what is wrong with the row to `flaws`.
  std::optional<Row> read(CsvRow& fields, std::size_t row, FlawCounts& flaws);

  const Header& header() const { return header_; }
  // Stages whose column is the column of another stage too. They are not read.
  const StageSet& shared_stages() const { return shared_; }
  // What each column is read as, for people; empty = nothing.
  std::vector<std::string> meanings() const;
  // "column 'Received'"; empty for a stage without a column.
  std::string column_of(Stage stage) const;

 private:
  using Source = std::optional<CellText>;

  Source find_if_named(const std::string& reference) const;
  void find_shared_stages();
  bool take_off_empty_end(CsvRow& fields) const;
  bool read_names(const CsvRow& fields, Row& row, FlawCounts& flaws);
  bool read_status(const CsvRow& fields, Row& row, FlawCounts& flaws);
  void read_stages(const CsvRow& fields, Row& row, FlawCounts& flaws);
  void read_file_stages(const CsvRow& fields, Row& row);
  void read_place(const CsvRow& fields, Row& row, FlawCounts& flaws) const;
  RowTime read_time(const CsvRow& fields, const CellText& source, const RowTime& before);
  RowTime read_after(const CsvRow& fields, Stage stage, const Row& row);
  std::string read_text(const CsvRow& fields, const Source& source);
  std::string printable(const std::string& text);

  const TraceMap& map_;
  Header header_;
  Source call_, unit_, type_, priority_, location_, latitude_, longitude_, status_, status_time_;
  ByStage<Source> stages_;
  std::map<Stage, std::vector<CellText>> durations_;
  std::vector<CellText> file_stages_;
  StageSet shared_;
  TimeReader times_;
  LocationPattern pattern_;
  std::size_t rows_read_ = 0;
  // What was met while the current row was read.
  std::string unreadable_time_;  // the first: "column 'Received': 'soon'"
  bool midnight_ = false;        // the time that was read last
  bool minutes_only_ = false;
  bool unprintable_text_ = false;
};

}  // namespace turnout::trace
