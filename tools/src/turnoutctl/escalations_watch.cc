#include <fmt/format.h>

#include <iostream>

#include "client/incident_id.h"
#include "client/words.h"
#include "text/time.h"
#include "turnoutctl/event_text.h"
#include "turnoutctl/flags.h"
#include "turnoutctl/output.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  std::string cursor;
  std::string station_id;
  v1::DutyRole role = v1::DUTY_ROLE_UNSPECIFIED;
};

// A place in the log to begin at, so that a break before the first event loses nothing.
std::string present(Session& session) {
  v1::ListEscalationsRequest request;
  request.set_page_size(1);
  return session.ask(request).cursor();
}

// "14:05:12  0f3a…  chengguan  car-7 en route (order 1), which ends the escalation of turnout  [110001]"
std::string line_of(const v1::WatchEscalationsResponse& response) {
  const v1::Event& event = response.event();
  const v1::Escalation& escalation = response.escalation().escalation();
  const bool over = escalation.ended_version() == event.incident_version();
  const std::string what =
      over ? ", which ends the escalation of " + client::word(escalation.kind()) : std::string();
  return fmt::format("{}  {}  {}  {}{}  [{}]", text::clock_time(event.at_ms()),
                     client::short_id(event.incident_id()), response.escalation().station_id(),
                     describe(event), what, event.actor());
}

void run(const Options& options, Session& session) {
  v1::WatchEscalationsRequest request;
  request.set_cursor(options.cursor.empty() ? present(session) : options.cursor);
  request.set_station_id(options.station_id);
  request.set_role(options.role);
  session.watch<v1::WatchEscalationsRequest, v1::WatchEscalationsResponse>(
      request, [&](const auto& response) {
        if (session.json) {
          print_json_line(response);
        } else {
          print(line_of(response));
        }
        return static_cast<bool>(std::cout.flush());
      });
}

}  // namespace

void add_escalations_watch(CLI::App& escalations, Session& session) {
  auto [command, options] = subcommand<Options>(
      escalations, session,
      {"watch", "every rung, acknowledgement and end, as it happens, until interrupted"}, run);
  command.add_option("--station", options.station_id, "only those of this station");
  add_word(command, "--role", options.role, "only those this post has been told of");
  command.add_option("--cursor", options.cursor,
                     "go on after this cursor of an earlier --json line [from now on]");
}

}  // namespace turnout::turnoutctl
