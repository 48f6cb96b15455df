#include <fmt/format.h>

#include "client/incident_id.h"
#include "client/words.h"
#include "text/time.h"
#include "turnoutctl/escalation_table.h"
#include "turnoutctl/event_text.h"
#include "turnoutctl/stream.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

void list_escalations(v1::ListEscalationsRequest& request, Session& session) {
  const auto response = session.ask_all(request);
  if (session.json) return print_json(response);
  if (response.escalations().empty()) return print("no escalation is unanswered");
  const client::Service service = client::Service::kAccountability;
  print(escalation_table({response.escalations().begin(), response.escalations().end()},
                         ShownNames(session.settings(service)), session.now_ms(service)));
}

// "14:05:12  0f3a…  chengguan  car-7 en route (order 1), which ends the escalation of turnout  [110001]"
std::string escalation_line(const v1::WatchEscalationsResponse& response, const v1::TimeZone& zone) {
  const v1::Event& event = response.event();
  const v1::Escalation& escalation = response.escalation().escalation();
  const bool over = escalation.ended_version() == event.incident_version();
  const std::string what =
      over ? ", which ends the escalation of " + client::word(escalation.kind()) : std::string();
  return fmt::format("{}  {}  {}  {}{}  [{}]", text::clock_time(event.at_ms(), zone),
                     client::short_id(event.incident_id()), response.escalation().station_id(),
                     describe(event, zone), what, event.actor());
}

void watch_escalations(v1::WatchEscalationsRequest& request, Session& session) {
  const auto begin = [&session](v1::WatchEscalationsRequest& begun) {
    begin_at_present<v1::ListEscalationsRequest>(session, begun);
  };
  begin(request);
  const v1::TimeZone& zone = session.time_zone(client::Service::kAccountability);
  print_stream<v1::WatchEscalationsResponse>(
      session, request, begin, [&zone](const auto& response) { return escalation_line(response, zone); });
}

}  // namespace

void add_escalations(CLI::App& app, Session& session) {
  CLI::App& escalations = subcommand<v1::ListEscalationsRequest>(
      app, session, {"escalations", "passed deadlines that nobody has acknowledged, oldest first (升级)"},
      {only_station(), option("--role", "role", "only those of which this post was told last")},
      list_escalations);
  subcommand<v1::WatchEscalationsRequest>(
      escalations, session,
      {"watch", "every level, acknowledgement and end, as it happens, until interrupted"},
      {only_station(), option("--role", "role", "only those of which this post was told"),
       cursor("from now on")},
      watch_escalations);
}

}  // namespace turnout::turnoutctl
