#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "client/words.h"
#include "text/duration.h"
#include "turnoutctl/archive_lag.h"
#include "turnoutctl/figures_tables.h"
#include "turnoutctl/output.h"
#include "turnoutctl/shown_names.h"
#include "turnoutctl/statistics_csv.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

using text::Align;

constexpr const char* kWeekdays[] = {"Mon 周一", "Tue 周二", "Wed 周三", "Thu 周四",
                                     "Fri 周五", "Sat 周六", "Sun 周日"};

// "1" is Monday.
std::string weekday_text(const std::string& number) {
  const auto day = static_cast<std::size_t>(number.front() - '1');
  return day < std::size(kWeekdays) ? kWeekdays[day] : number;
}

// A group as people say it.
std::string group_text(v1::Grouping grouping, const std::string& key, const ShownNames& names) {
  if (key.empty()) return "(none)";
  if (grouping == v1::GROUPING_WEEKDAY) return weekday_text(key);
  if (grouping == v1::GROUPING_STATION) return names.station(key);
  if (grouping == v1::GROUPING_UNIT) return names.unit(key);
  if (grouping == v1::GROUPING_OFFICER || grouping == v1::GROUPING_CALL_TAKER) return names.person(key);
  return key;
}

v1::ClockFigures clock_of(const v1::StatisticsRow& row, v1::ClockKind kind) {
  const auto found = std::ranges::find(row.clocks(), kind, &v1::ClockFigures::kind);
  return found == row.clocks().end() ? v1::ClockFigures() : *found;
}

v1::StageFigures stage_of(const v1::StatisticsRow& row, v1::Stage stage) {
  const auto found = std::ranges::find(row.stages(), stage, &v1::StageFigures::stage);
  return found == row.stages().end() ? v1::StageFigures() : *found;
}

std::string grouping_title(v1::Grouping grouping) {
  std::string title = client::word(grouping);
  std::ranges::transform(title, title.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return title;
}

text::Table group_table(const v1::GetStatisticsRequest& request, const v1::GetStatisticsResponse& response,
                        const ShownNames& names) {
  const bool is_by_two = request.second() != v1::GROUPING_UNSPECIFIED;
  text::Table table({{.title = grouping_title(request.first())},
                     {.title = is_by_two ? grouping_title(request.second()) : "", .hidden_if_empty = true},
                     {.title = "INCIDENTS", .align = Align::kRight},
                     {.title = "TURNOUT IN TIME", .align = Align::kRight},
                     {.title = "ARRIVAL IN TIME", .align = Align::kRight},
                     {.title = "TURNOUT MEDIAN", .align = Align::kRight},
                     {.title = "P90", .align = Align::kRight},
                     {.title = "P95", .align = Align::kRight},
                     {.title = "MAX", .align = Align::kRight},
                     {.title = "CANCELLED", .align = Align::kRight},
                     {.title = "EXCLUDED", .align = Align::kRight}});
  for (const v1::StatisticsRow& row : response.rows()) {
    const v1::StageFigures turnout = stage_of(row, v1::STAGE_CALL_TO_EN_ROUTE);
    const auto time = [&turnout](std::int64_t ms) { return turnout.count() == 0 ? "–" : text::duration(ms); };
    table.add({group_text(request.first(), row.first(), names),
               is_by_two ? group_text(request.second(), row.second(), names) : "",
               std::to_string(row.incidents()), share_in_time(clock_of(row, v1::CLOCK_KIND_TURNOUT)),
               share_in_time(clock_of(row, v1::CLOCK_KIND_ARRIVAL)), time(turnout.median_ms()),
               time(turnout.p90_ms()), time(turnout.p95_ms()), time(turnout.max_ms()),
               std::to_string(row.cancelled()), std::to_string(turnout.excluded())});
  }
  return table;
}

void print_whole(const v1::StatisticsRow& row) {
  print(fmt::format("{} incidents ({} cancelled, in no figure below; {} entered late), {} orders",
                    row.incidents(), row.cancelled(), row.late_entries(), row.orders()));
  print_heading("Limits kept");
  print(clock_table(row.clocks()));
  print_heading("Stages");
  print(stage_table(row.stages()));
  print_heading("Reliability of the times");
  print(trust_table(row.times()));
}

void show_statistics(const v1::GetStatisticsRequest& request, bool as_csv, Session& session) {
  const v1::GetStatisticsResponse response = session.ask(request);
  tell_lag(response.behind());
  if (session.json) return print_json(response);
  if (as_csv) return print(statistics_csv(request, response));
  if (response.rows().empty()) return print("no incident fits");
  if (request.first() == v1::GROUPING_UNSPECIFIED) return print_whole(response.rows(0));
  ShownNames names(session.settings(client::Service::kRecords));
  for (const v1::Unit& unit : session.units_if_known()) names.add(unit);
  print(group_table(request, response, names));
}

}  // namespace

void add_statistics(CLI::App& app, Session& session) {
  CLI::App& command =
      new_subcommand(app, session, {"statistics", "figures of the incidents of a period, by groups (统计)"});
  const auto request = std::make_shared<v1::GetStatisticsRequest>();
  const auto as_csv = std::make_shared<bool>(false);
  command.add_flag("--csv", *as_csv, "print every figure of each group as comma-separated values");
  const Rows rows{incidents_of_past(), option("--by", "first", "group by this"),
                  option("--and", "second", "and by this")};
  when_given({.command = command, .session = session, .request = request}, rows,
             [request, as_csv, &session] { show_statistics(*request, *as_csv, session); });
}

}  // namespace turnout::turnoutctl
