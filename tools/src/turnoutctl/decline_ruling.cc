#include "turnoutctl/flags.h"
#include "turnoutctl/outcome.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  CommandFlags command;
  std::string incident;
  std::string unit_id;
  std::string ruling;
  std::string reason;
};

void run(const Options& options, Session& session) {
  v1::RuleOnDeclineRequest request;
  sign(request, options.command);
  request.set_incident_id(session.incident(options.incident));
  request.set_unit_id(options.unit_id);
  request.set_approved(options.ruling == "approve");
  request.set_reason(options.reason);
  print_outcome(session, session.carry_out(request), client::Service::kAccountability);
}

}  // namespace

void add_decline_ruling(CLI::App& app, Session& session) {
  auto [command, options] = subcommand<Options>(
      app, session, {"decline-ruling", "approve or refuse that a unit returns its order (退单审批)"}, run);
  add_incident(command, options.incident);
  add_unit(command, options.unit_id);
  command.add_option("ruling", options.ruling, "approve: the order ends; refuse: it stands")
      ->required()
      ->check(CLI::IsMember({"approve", "refuse"}));
  command.add_option("--reason", options.reason, "why; required to refuse");
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
