#include "turnoutctl/flags.h"
#include "turnoutctl/outcome.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  CommandFlags command;
  std::string incident;
  std::string to;
  std::string reason;
};

void run(const Options& options, Session& session) {
  v1::ArbitrateHandoverRequest request;
  sign(request, options.command);
  request.set_incident_id(session.incident(options.incident));
  request.set_to_asked(options.to == "asked");
  request.set_reason(options.reason);
  print_outcome(session, session.carry_out(request), client::Service::kAccountability);
}

}  // namespace

void add_handover_arbitrate(CLI::App& handover, Session& session) {
  auto [command, options] = subcommand<Options>(
      handover, session, {"arbitrate", "the arbiter decides a handover that was refused"}, run);
  add_incident(command, options.incident);
  command.add_option("to", options.to, "asked: whoever was asked takes over; asker: whoever asked keeps it")
      ->required()
      ->check(CLI::IsMember({"asked", "asker"}));
  command.add_option("--reason", options.reason, "why")->required();
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
