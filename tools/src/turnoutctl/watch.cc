#include <fmt/format.h>

#include "client/incident_id.h"
#include "text/time.h"
#include "turnoutctl/event_text.h"
#include "turnoutctl/stream.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

std::string change_line(const v1::WatchIncidentsResponse& response) {
  const v1::Event& event = response.event();
  return fmt::format("{}  {}  {}  [{}]", text::clock_time(event.at_ms()),
                     client::short_id(event.incident_id()), describe(event), event.actor());
}

void watch_incidents(v1::WatchIncidentsRequest& request, Session& session) {
  begin_at_present<v1::ListIncidentsRequest>(session, request);
  print_stream(session, request, change_line);
}

}  // namespace

void add_watch(CLI::App& app, Session& session) {
  subcommand<v1::WatchIncidentsRequest>(
      app, session, {"watch", "print every change to incidents as it happens, until interrupted"},
      {option("--station", "station_id", "only the incidents of this station"), cursor("from now on")},
      watch_incidents);
}

}  // namespace turnout::turnoutctl
