#include "turnoutctl/statistics_csv.h"

#include <fmt/format.h>

#include <algorithm>

#include "domain/words.h"
#include "turnoutctl/csv_line.h"

namespace turnout::turnoutctl {
namespace {

const std::vector<std::string> kOfStage{"count", "median_ms", "p90_ms", "p95_ms", "max_ms", "excluded"};
const std::vector<std::string> kOfClock{"share_in_time", "met",     "met_reported_late",
                                        "breached",      "running", "cancelled"};

void add_names(const std::string& prefix, const std::vector<std::string>& names,
               std::vector<std::string>& header) {
  for (const std::string& name : names) header.push_back(fmt::format("{}_{}", prefix, name));
}

std::vector<std::string> header_of(const v1::GetStatisticsRequest& request) {
  std::vector<std::string> header;
  for (const auto grouping : {request.first(), request.second()}) {
    if (grouping != v1::GROUPING_UNSPECIFIED) header.push_back(domain::word_of(grouping));
  }
  header.insert(header.end(), {"incidents", "cancelled", "late_entries", "orders"});
  for (const std::string& stage : domain::words_of(*v1::Stage_descriptor()))
    add_names(stage, kOfStage, header);
  for (const std::string& clock : domain::words_of(*v1::ClockKind_descriptor()))
    add_names(clock, kOfClock, header);
  return header;
}

void add_stage(const v1::StatisticsRow& row, int number, std::vector<std::string>& fields) {
  const auto found = std::ranges::find_if(
      row.stages(), [number](const v1::StageFigures& each) { return each.stage() == number; });
  if (found == row.stages().end()) {
    fields.insert(fields.end(), kOfStage.size(), "");
    return;
  }
  fields.push_back(std::to_string(found->count()));
  for (const std::int64_t ms : {found->median_ms(), found->p90_ms(), found->p95_ms(), found->max_ms()}) {
    fields.push_back(found->count() == 0 ? "" : std::to_string(ms));
  }
  fields.push_back(std::to_string(found->excluded()));
}

void add_clock(const v1::StatisticsRow& row, int number, std::vector<std::string>& fields) {
  const auto found = std::ranges::find_if(
      row.clocks(), [number](const v1::ClockFigures& each) { return each.kind() == number; });
  if (found == row.clocks().end()) {
    fields.insert(fields.end(), kOfClock.size(), "");
    return;
  }
  const bool is_decided = found->met() + found->met_reported_late() + found->breached() > 0;
  fields.push_back(is_decided ? fmt::format("{}", found->share_in_time()) : "");
  for (const std::uint64_t count :
       {found->met(), found->met_reported_late(), found->breached(), found->running(), found->cancelled()}) {
    fields.push_back(std::to_string(count));
  }
}

std::vector<std::string> fields_of(const v1::GetStatisticsRequest& request, const v1::StatisticsRow& row) {
  std::vector<std::string> fields;
  if (request.first() != v1::GROUPING_UNSPECIFIED) fields.push_back(row.first());
  if (request.second() != v1::GROUPING_UNSPECIFIED) fields.push_back(row.second());
  for (const std::uint64_t count : {row.incidents(), row.cancelled(), row.late_entries(), row.orders()}) {
    fields.push_back(std::to_string(count));
  }
  for (int stage = 1; stage < v1::Stage_ARRAYSIZE; ++stage) add_stage(row, stage, fields);
  for (int clock = 1; clock < v1::ClockKind_ARRAYSIZE; ++clock) add_clock(row, clock, fields);
  return fields;
}

}  // namespace

std::vector<std::string> statistics_csv(const v1::GetStatisticsRequest& request,
                                        const v1::GetStatisticsResponse& response) {
  std::vector<std::string> lines{csv_line(header_of(request))};
  for (const v1::StatisticsRow& row : response.rows()) lines.push_back(csv_line(fields_of(request, row)));
  return lines;
}

}  // namespace turnout::turnoutctl
