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
  std::string reason;
};

void run(const Options& options, Session& session) {
  v1::RecallUnitRequest request;
  sign(request, options.command);
  request.set_incident_id(session.incident(options.incident));
  request.set_unit_id(options.unit_id);
  request.set_reason(options.reason);
  print_outcome(session, session.carry_out(request), client::Service::kDispatch);
}

}  // namespace

void add_recall(CLI::App& app, Session& session) {
  auto [command, options] =
      subcommand<Options>(app, session, {"recall", "withdraw an order that stands"}, run);
  add_incident(command, options.incident);
  add_unit(command, options.unit_id);
  command.add_option("--reason", options.reason, "why")->required();
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
