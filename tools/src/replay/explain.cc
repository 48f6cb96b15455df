#include "replay/explain.h"

#include <fmt/format.h>

#include <numeric>
#include <set>

#include "client/words.h"
#include "geo/data_error.h"
#include "replay/flaw_table.h"
#include "replay/time_text.h"
#include "text/width.h"
#include "trace/explanation.h"
#include "trace/trace_reader.h"

namespace turnout::replay {
namespace {

using text::Align;
using text::Overflow;
using text::Style;

// A table with a column for each example row, behind `first` ones.
text::Table table_with_rows(std::vector<text::Column> first, const trace::Explanation& explained) {
  for (const trace::ExplainedRow& row : explained.rows) {
    first.push_back({fmt::format("ROW {}", row.number), Align::kLeft, 10, Overflow::kCut});
  }
  return text::Table(std::move(first));
}

text::Table columns_table(const trace::Explanation& explained) {
  text::Table table =
      table_with_rows({{"COLUMN", Align::kLeft, 12}, {"BECAME", Align::kLeft, 12}}, explained);
  for (const trace::ExplainedColumn& column : explained.columns) {
    std::vector<text::Cell> cells = {column.name, column.meaning.empty() ? "–" : column.meaning};
    for (const std::string& example : column.examples) cells.emplace_back(example);
    table.add(std::move(cells));
  }
  return table;
}

std::string units_text(const trace::Row& row) {
  std::string units;
  for (const std::string& unit : row.units) units += (units.empty() ? "" : ", ") + unit;
  return units;
}

std::string place_text(const trace::Row& row) {
  if (!row.position) return "";
  return fmt::format("{:.5f}, {:.5f}", row.position->latitude_deg(), row.position->longitude_deg());
}

text::Table read_table(const trace::Explanation& explained, const trace::TraceMap& map) {
  text::Table table = table_with_rows({{"READ AS"}}, explained);
  const auto add = [&](const std::string& title, const auto& text_of) {
    std::vector<text::Cell> cells = {title};
    for (const trace::ExplainedRow& row : explained.rows) {
      const std::string text = row.row ? text_of(*row.row) : "left out";
      cells.emplace_back(text.empty() ? "–" : text, row.row ? Style::kPlain : Style::kRed);
    }
    table.add(std::move(cells));
  };
  add("call", [](const trace::Row& row) { return row.call; });
  add("unit", units_text);
  for (const trace::Stage stage : trace::kStages) {
    add(std::string(trace::words_of(stage).title), [&](const trace::Row& row) {
      const trace::RowTime& time = row.time(stage);
      return time ? zone_time(time->at_ms, map.time.zone) : "";
    });
  }
  add("place", place_text);
  add("type", [](const trace::Row& row) { return row.type; });
  add("priority", [](const trace::Row& row) {
    return row.priority == v1::PRIORITY_UNSPECIFIED ? "" : client::word(row.priority);
  });
  return table;
}

std::string absent_text(const trace::Trace& trace) {
  std::string stages;
  for (const trace::Stage stage : trace.absent) {
    stages += (stages.empty() ? "" : ", ") + std::string(trace::words_of(stage).title);
  }
  return stages.empty() ? "no stage" : stages;
}

std::string extent_text(const trace::Trace& trace) {
  std::size_t orders = 0;
  std::set<std::string> units;
  for (const trace::TraceCall& call : trace.calls) {
    orders += call.orders.size();
    for (const trace::TraceOrder& order : call.orders) units.insert(order.unit_id);
  }
  return fmt::format("{} rows, {} calls, {} orders, {} units", trace.rows, trace.calls.size(), orders,
                     units.size());
}

std::string period_text(const trace::Trace& trace, const std::string& zone) {
  return fmt::format("{} to {} ({})", zone_time(trace.calls.front().received_at_ms, zone),
                     zone_time(trace.calls.back().received_at_ms, zone), zone);
}

}  // namespace

std::vector<std::string> explanation(const std::filesystem::path& file, const trace::TraceMap& map,
                                     text::Look look, bool& usable) {
  std::vector<std::string> lines;
  const auto add = [&](const std::string& line) { lines.push_back(text::truncate(line, look.columns)); };
  const auto add_table = [&](const text::Table& table) {
    for (std::string& line : table.lines(look)) lines.push_back(std::move(line));
  };
  const trace::Explanation explained = trace::explain_file(file, map);
  if (!map.data_set.empty()) add("Map of       " + map.data_set);
  if (!map.header_read.empty()) add("Header       " + map.header_read);
  lines.emplace_back();
  add_table(columns_table(explained));
  lines.emplace_back();
  add_table(read_table(explained, map));
  lines.emplace_back();
  try {
    const trace::Trace trace = trace::read_trace(file, map);
    add("Holds        " + extent_text(trace));
    add("From         " + period_text(trace, map.time.zone));
    add("Absent       " + absent_text(trace));
    lines.emplace_back();
    add_table(flaw_table(flaws_of_file(trace)));
    usable = true;
  } catch (const geo::DataError& wrong) {
    for (const std::string& line : text::wrap(text::printable(wrong.what()), look.columns))
      lines.push_back(line);
    usable = false;
  }
  return lines;
}

}  // namespace turnout::replay
