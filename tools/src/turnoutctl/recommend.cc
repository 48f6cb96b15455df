#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "text/duration.h"
#include "text/time.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

using text::Align;

text::Cell margin_cell(const v1::Candidate& candidate) {
  if (candidate.arrival_at_ms() == 0) return {"–"};
  if (!candidate.in_time()) return {"late by " + text::duration(-candidate.margin_ms()), text::Style::kRed};
  if (candidate.margin_ms() == 0) return {"no deadline"};
  return {text::duration(candidate.margin_ms()) + " to spare", text::Style::kGreen};
}

text::Table candidate_table(const v1::RecommendUnitsResponse& response, const v1::TimeZone& zone) {
  text::Table table({{"UNIT"},
                     {"TRAVEL", Align::kRight},
                     {"ARRIVAL"},
                     {"DEADLINE"},
                     {"KM", Align::kRight},
                     {"STATION", Align::kLeft, 8},
                     {"CALL SIGN", Align::kLeft, 8},
                     {"REASONS", Align::kLeft, 20, text::Overflow::kWrap}});
  for (const v1::Candidate& candidate : response.candidates()) {
    const v1::UnitDetails& details = candidate.unit().details();
    const bool is_known = candidate.arrival_at_ms() != 0;
    table.add({candidate.unit().id(), is_known ? text::duration(candidate.travel_ms()) : "unknown",
               is_known ? text::clock_time(candidate.arrival_at_ms(), zone) : "–", margin_cell(candidate),
               is_known ? fmt::format("{:.1f}", candidate.distance_m() / 1000) : "–", details.station_id(),
               details.call_sign(), fmt::format("{}", fmt::join(candidate.reasons(), ", "))});
  }
  return table;
}

void recommend_units(v1::RecommendUnitsRequest& request, Session& session) {
  const auto response = session.ask(request);
  if (session.json) return print_json(response);
  print(candidate_table(response, session.time_zone(client::Service::kDispatch)));
  if (std::ranges::all_of(response.candidates(),
                          [](const auto& each) { return each.arrival_at_ms() == 0; })) {
    print(
        "travel is unknown. Units of its own station come first, then those with the fewest orders. Ask "
        "for the "
        "place (amend)");
  }
  print(fmt::format("units: {} available, {} busy, {} out of service", response.available(), response.busy(),
                    response.out_of_service()));
  if (!response.shortfall().empty()) print(response.shortfall());
}

}  // namespace

void add_recommend(CLI::App& app, Session& session) {
  subcommand<v1::RecommendUnitsRequest>(
      app, session, {"recommend", "units that could go to an incident, the best first"},
      {incident(), preset("limit", 5), bounded("--limit", "limit", 1, 50, "how many, 1 to 50 [5]")},
      recommend_units);
}

}  // namespace turnout::turnoutctl
