#include "turnoutctl/flags.h"
#include "turnoutctl/outcome.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  CommandFlags command;
  std::string incident;
  std::string duplicate_of;
  std::string reason;
};

void run(const Options& options, Session& session) {
  v1::LinkDuplicateRequest request;
  sign(request, options.command);
  request.set_incident_id(session.incident(options.incident));
  request.set_duplicate_of(session.incident(options.duplicate_of));
  request.set_reason(options.reason);
  print_outcome(session, session.carry_out(request), client::Service::kIntake);
}

}  // namespace

void add_link(CLI::App& app, Session& session) {
  auto [command, options] = subcommand<Options>(
      app, session, {"link", "an incident is the same as an earlier one: end it, keep that one"}, run);
  add_incident(command, options.incident);
  command.add_option("kept", options.duplicate_of, "the incident that is kept: open, and reported before")
      ->required();
  command.add_option("--reason", options.reason, "why")->required();
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
