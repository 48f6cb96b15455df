#include <fmt/format.h>

#include "client/incident_id.h"
#include "text/time.h"
#include "turnoutctl/event_text.h"
#include "turnoutctl/stream.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

std::string change_line(const v1::WatchIncidentsResponse& response, const v1::TimeZone& zone) {
  const v1::Event& event = response.event();
  return fmt::format("{}  {}  {}  [{}]", text::clock_time(event.at_ms(), zone),
                     client::short_id(event.incident_id()), describe(event, zone), event.actor());
}

void watch_incidents(v1::WatchIncidentsRequest& request, Session& session) {
  const auto begin = [&session](v1::WatchIncidentsRequest& begun) {
    begin_at_present<v1::ListIncidentsRequest>(session, begun);
  };
  begin(request);
  const v1::TimeZone& zone = session.time_zone(client::Service::kIntake);
  print_stream<v1::WatchIncidentsResponse>(
      session, request, begin, [&zone](const auto& response) { return change_line(response, zone); });
}

}  // namespace

void add_watch(CLI::App& app, Session& session) {
  subcommand<v1::WatchIncidentsRequest>(
      app, session, {"watch", "print every change to incidents as it happens, until interrupted"},
      {station("--station", "station_id", "only the incidents of this station"), cursor("from now on")},
      watch_incidents);
}

}  // namespace turnout::turnoutctl
