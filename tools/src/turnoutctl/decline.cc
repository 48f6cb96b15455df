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
  v1::DeclineReason reason = v1::DECLINE_REASON_UNSPECIFIED;
  std::string text;
};

void run(const Options& options, Session& session) {
  v1::DeclineOrderRequest request;
  sign(request, options.command);
  request.set_incident_id(session.incident(options.incident));
  request.set_unit_id(options.unit_id);
  request.set_reason(options.reason);
  request.set_text(options.text);
  print_outcome(session, session.carry_out(request), client::Service::kAccountability);
}

}  // namespace

void add_decline(CLI::App& app, Session& session) {
  auto [command, options] = subcommand<Options>(
      app, session, {"decline", "a unit returns its order before it is en route (退单)"}, run);
  add_incident(command, options.incident);
  add_unit(command, options.unit_id);
  add_word(command, "--reason", options.reason, "why")->required();
  command.add_option("--text", options.text, "in words; required for other");
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
