#include "turnoutctl/flags.h"
#include "turnoutctl/outcome.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  CommandFlags command;
  std::string incident;
  std::string to_officer_id;
  std::string to_station_id;
  std::string reason;
};

void run(const Options& options, Session& session) {
  v1::RequestHandoverRequest request;
  sign(request, options.command);
  request.set_incident_id(session.incident(options.incident));
  request.set_to_officer_id(options.to_officer_id);
  request.set_to_station_id(options.to_station_id);
  request.set_reason(options.reason);
  print_outcome(session, session.carry_out(request), client::Service::kAccountability);
}

}  // namespace

void add_handover_request(CLI::App& handover, Session& session) {
  auto [command, options] = subcommand<Options>(
      handover, session, {"request", "whoever answers for the incident asks another to take over"}, run);
  add_incident(command, options.incident);
  command.add_option("officer", options.to_officer_id, "id of the officer who is asked")->required();
  command.add_option("--station", options.to_station_id, "station that takes over with it [it stays]");
  command.add_option("--reason", options.reason, "why")->required();
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
