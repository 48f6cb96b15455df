#include "turnoutctl/flags.h"
#include "turnoutctl/outcome.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  CommandFlags command;
  std::string incident;
  PlaceFlags place;
  std::optional<std::string> type;
  v1::Priority priority = v1::PRIORITY_UNSPECIFIED;  // unspecified = as it was
  std::optional<std::string> station_id;
};

void run(const Options& options, Session& session) {
  v1::AmendIncidentRequest request;
  sign(request, options.command);
  request.set_incident_id(session.incident(options.incident));
  // The request replaces the place as a whole: what was not given stays.
  if (v1::Place given; fill(given, options.place)) {
    v1::GetIncidentRequest current;
    current.set_incident_id(request.incident_id());
    *request.mutable_place() = session.ask(current).incident().place();
    fill(*request.mutable_place(), options.place);
  }
  if (options.type) request.set_type(*options.type);
  if (options.priority != v1::PRIORITY_UNSPECIFIED) request.set_priority(options.priority);
  if (options.station_id) request.set_station_id(*options.station_id);
  print_outcome(session, session.carry_out(request), client::Service::kIntake);
}

}  // namespace

void add_amend(CLI::App& app, Session& session) {
  auto [command, options] = subcommand<Options>(
      app, session, {"amend", "correct place, type, priority or station; the limits follow"}, run);
  add_incident(command, options.incident);
  add_place_flags(command, options.place);
  command.add_option("--type", options.type, "the city's incident type");
  add_word(command, "--priority", options.priority, "how pressing it is");
  command.add_option("--station", options.station_id, "the responsible station");
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
