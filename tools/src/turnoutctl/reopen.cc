#include "turnoutctl/flags.h"
#include "turnoutctl/outcome.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  CommandFlags command;
  std::string incident;
  std::string reason;
};

void run(const Options& options, Session& session) {
  v1::ReopenIncidentRequest request;
  sign(request, options.command);
  request.set_incident_id(session.incident(options.incident));
  request.set_reason(options.reason);
  print_outcome(session, session.carry_out(request), client::Service::kAccountability);
}

}  // namespace

void add_reopen(CLI::App& app, Session& session) {
  auto [command, options] =
      subcommand<Options>(app, session, {"reopen", "open a closed incident again"}, run);
  add_incident(command, options.incident);
  command.add_option("--reason", options.reason, "why")->required();
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
