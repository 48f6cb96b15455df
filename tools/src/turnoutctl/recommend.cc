#include <fmt/format.h>
#include <fmt/ranges.h>

#include "text/duration.h"
#include "text/time.h"
#include "turnoutctl/flags.h"
#include "turnoutctl/output.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

using text::Align;

struct Options {
  std::string incident;
  std::uint32_t limit = 5;
};

text::Cell verdict(const v1::Candidate& candidate) {
  if (candidate.arrival_at_ms() == 0) return {"–"};
  if (!candidate.in_time()) return {"late by " + text::duration(-candidate.margin_ms()), text::Style::kRed};
  if (candidate.margin_ms() == 0) return {"no deadline"};
  return {text::duration(candidate.margin_ms()) + " to spare", text::Style::kGreen};
}

text::Table candidate_table(const v1::RecommendUnitsResponse& response) {
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
    table.add({candidate.unit().id(), text::duration(candidate.travel_ms()),
               text::clock_time(candidate.arrival_at_ms()), verdict(candidate),
               fmt::format("{:.1f}", candidate.distance_m() / 1000), details.station_id(),
               details.call_sign(), fmt::format("{}", fmt::join(candidate.reasons(), ", "))});
  }
  return table;
}

void run(const Options& options, Session& session) {
  v1::RecommendUnitsRequest request;
  request.set_incident_id(session.incident(options.incident));
  request.set_limit(options.limit);
  const auto response = session.ask(request);
  if (session.json) return print_json(response);
  print(candidate_table(response));
  print(fmt::format("units: {} available, {} busy, {} out of service", response.available(), response.busy(),
                    response.out_of_service()));
  if (!response.shortfall().empty()) print(response.shortfall());
}

}  // namespace

void add_recommend(CLI::App& app, Session& session) {
  auto [command, options] =
      subcommand<Options>(app, session, {"recommend", "who could go to an incident, the best first"}, run);
  add_incident(command, options.incident);
  command.add_option("--limit", options.limit, "how many, 1 to 50")
      ->capture_default_str()
      ->check(CLI::Range(1, 50));
}

}  // namespace turnout::turnoutctl
