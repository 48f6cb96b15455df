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
  v1::SplitDuplicateRequest request;
  sign(request, options.command);
  request.set_incident_id(session.incident(options.incident));
  request.set_reason(options.reason);
  print_outcome(session, session.carry_out(request), client::Service::kIntake);
}

}  // namespace

void add_split(CLI::App& app, Session& session) {
  auto [command, options] = subcommand<Options>(
      app, session, {"split", "a linked incident is one of its own after all: its clocks run on"}, run);
  add_incident(command, options.incident);
  command.add_option("--reason", options.reason, "why")->required();
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
