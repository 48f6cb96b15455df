#include <fmt/format.h>

#include <iostream>

#include "client/incident_id.h"
#include "text/time.h"
#include "turnoutctl/event_text.h"
#include "turnoutctl/output.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  std::string cursor;
  std::string station_id;
};

// A place in the log to begin at, so that a break before the first event loses nothing.
std::string present(Session& session) {
  v1::ListIncidentsRequest request;
  request.set_page_size(1);
  return session.ask(request).cursor();
}

void run(const Options& options, Session& session) {
  v1::WatchIncidentsRequest request;
  request.set_cursor(options.cursor.empty() ? present(session) : options.cursor);
  request.set_station_id(options.station_id);
  session.watch<v1::WatchIncidentsRequest, v1::WatchIncidentsResponse>(request, [&](const auto& response) {
    if (session.json) {
      print_json_line(response);
    } else {
      const v1::Event& event = response.event();
      print(fmt::format("{}  {}  {}  [{}]", text::clock_time(event.at_ms()),
                        client::short_id(event.incident_id()), describe(event), event.actor()));
    }
    return static_cast<bool>(std::cout.flush());
  });
}

}  // namespace

void add_watch(CLI::App& app, Session& session) {
  auto [command, options] = subcommand<Options>(
      app, session, {"watch", "every change to every incident, as it happens, until interrupted"}, run);
  command.add_option("--station", options.station_id, "only the incidents of this station");
  command.add_option("--cursor", options.cursor,
                     "go on after this cursor of an earlier --json line [from now on]");
}

}  // namespace turnout::turnoutctl
