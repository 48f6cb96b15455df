#include "trace/trace_reader.h"

#include <algorithm>

#include "geo/data_error.h"
#include "geo/text_file.h"
#include "trace/call_groups.h"
#include "trace/doubled_hour.h"
#include "trace/find_flaws.h"
#include "trace/records.h"
#include "trace/row_reader.h"
#include "trace/stand_in_units.h"
#include "trace/status_rows.h"

namespace turnout::trace {
namespace {

// Why no call was left, as far as the counts tell.
std::string reasons(const Trace& trace, const TraceMap& map) {
  std::string text = "none of its " + std::to_string(trace.rows) + " rows can be used";
  std::string first;
  for (const Flaw flaw : {Flaw::kWrongFieldCount, Flaw::kNoCall, Flaw::kNoUnit, Flaw::kUnknownStatus,
                          Flaw::kUnreadableTime, Flaw::kNoReceived}) {
    const auto& found = trace.flaws.of(flaw);
    if (found.count == 0) continue;
    text += "; " + std::to_string(found.count) + " " + std::string(describe(flaw).meaning);
    if (first.empty() && !found.first.empty()) {
      first = "; the first: row " + std::to_string(found.rows.front()) + ", " + found.first;
    }
  }
  return text + first + " (" + map.file + " has the time format '" + map.time.formats.front() + "')";
}

bool in_order(const std::vector<RowTime>& stages) {
  RowTime last;
  for (const RowTime& stage : stages) {
    if (!stage) continue;
    if (last && stage->at_ms < last->at_ms) return false;
    last = stage;
  }
  return true;
}

void check_rows(const std::vector<Row>& rows, FlawCounts& flaws) {
  for (const Row& row : rows) {
    if (!in_order(row.file_stages)) flaws.add(Flaw::kStagesOutOfOrder, row.number);
    if (!in_order({row.times.begin(), row.times.end()})) {
      flaws.add(Flaw::kPlayedStagesOutOfOrder, row.number);
    }
  }
}

std::size_t count_of(const std::vector<Row>& rows, Stage stage) {
  return static_cast<std::size_t>(
      std::ranges::count_if(rows, [stage](const Row& row) { return row.time(stage).has_value(); }));
}

// Stages that are at midnight in every row: the file has only their dates. One row alone may be at midnight.
StageSet date_only_stages(const std::vector<Row>& rows) {
  StageSet stages;
  bool all = true;
  for (const Stage stage : kStages) {
    const std::size_t count = count_of(rows, stage);
    const auto midnights = static_cast<std::size_t>(
        std::ranges::count_if(rows, [stage](const Row& row) { return row.midnight.contains(stage); }));
    if (count > 0 && midnights == count) stages.insert(stage);
    all &= midnights == count;
  }
  if (!all) std::erase_if(stages, [&](Stage stage) { return count_of(rows, stage) == 1; });
  return stages;
}

// Takes the stages away that have only dates. Throws if the receipt is one of them.
void take_off_dates(std::vector<Row>& rows, const RowReader& reader, const std::string& file,
                    FlawCounts& flaws) {
  const StageSet dates = date_only_stages(rows);
  if (dates.contains(Stage::kReceived)) {
    throw geo::DataError(file + ": every time of receipt (" + reader.column_of(Stage::kReceived) +
                         ") is midnight, from row " + std::to_string(rows.front().number) +
                         " on: these are dates without a time of day, and nothing can be measured from them");
  }
  for (Row& row : rows) {
    for (const Stage stage : dates) {
      if (row.time(stage)) flaws.add(Flaw::kDatesOnly, row.number, std::string(words_of(stage).title));
      row.time(stage).reset();
    }
  }
}

StageSet stages_without_time(const std::vector<Row>& rows) {
  StageSet stages;
  for (const Stage stage : kStages) {
    if (count_of(rows, stage) == 0) stages.insert(stage);
  }
  return stages;
}

void count_absent_facts(const Trace& trace, const TraceMap& map, FlawCounts& flaws) {
  for (const TraceCall& call : trace.calls) {
    if (!map.has_location()) flaws.add(Flaw::kLocationAbsent, call.orders.front().row);
    if (!map.columns.unit.empty()) continue;
    for (const TraceOrder& order : call.orders) flaws.add(Flaw::kUnitAbsent, order.row);
  }
}

}  // namespace

Trace read_trace(const std::filesystem::path& file, const TraceMap& map) {
  return parse_trace(geo::read_text_file(file), file.string(), map);
}

Trace parse_trace(std::string_view text, const std::string& file, const TraceMap& map) {
  Trace trace;
  std::vector<Row> rows;
  std::optional<RowReader> reader;
  read_records(
      std::string(text), file, map, [&](Header header) { reader.emplace(std::move(header), map); },
      [&](CsvRow& fields, std::size_t number) {
        ++trace.rows;
        if (auto row = reader->read(fields, number, trace.flaws)) rows.push_back(std::move(*row));
      });
  resolve_doubled_hour(rows, trace.flaws);
  if (!rows.empty()) take_off_dates(rows, *reader, file, trace.flaws);
  if (map.statuses) rows = fold_status_rows(std::move(rows), trace.flaws);
  check_rows(rows, trace.flaws);
  trace.absent = stages_without_time(rows);
  if (!map.absent.contains(Stage::kReceived)) trace.absent.erase(Stage::kReceived);
  trace.calls = group_calls(rows, trace.absent, trace.flaws);
  if (trace.calls.empty()) throw geo::DataError(file + ": " + reasons(trace, map));
  count_absent_facts(trace, map, trace.flaws);
  add_stand_in_units(trace.calls);
  find_flaws(trace);
  return trace;
}

}  // namespace turnout::trace
