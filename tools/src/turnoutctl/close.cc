#include "turnoutctl/flags.h"
#include "turnoutctl/outcome.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  CommandFlags command;
  std::string incident;
};

void run(const Options& options, Session& session) {
  v1::CloseIncidentRequest request;
  sign(request, options.command);
  request.set_incident_id(session.incident(options.incident));
  print_outcome(session, session.carry_out(request), client::Service::kAccountability);
}

}  // namespace

void add_close(CLI::App& app, Session& session) {
  auto [command, options] =
      subcommand<Options>(app, session, {"close", "close an incident that is dealt with"}, run);
  add_incident(command, options.incident);
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
