#include "turnoutctl/flags.h"
#include "turnoutctl/outcome.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  CommandFlags command;
  std::string incident;
  v1::ClockKind clock = v1::CLOCK_KIND_UNSPECIFIED;
  std::uint32_t assignment = 0;
  std::string note;
};

void run(const Options& options, Session& session) {
  v1::AcknowledgeEscalationRequest request;
  sign(request, options.command);
  request.set_incident_id(session.incident(options.incident));
  request.set_kind(options.clock);
  request.set_assignment(options.assignment);
  request.set_note(options.note);
  print_outcome(session, session.carry_out(request), client::Service::kAccountability);
}

}  // namespace

void add_acknowledge(CLI::App& app, Session& session) {
  auto [command, options] = subcommand<Options>(
      app, session, {"acknowledge", "take notice of an escalation: its ladder stops climbing"}, run);
  add_incident(command, options.incident);
  add_word(command, "clock", options.clock, "whose deadline passed")->required();
  command.add_option("--order", options.assignment, "for acknowledge: number of the order");
  command.add_option("--note", options.note, "what is being done")->required();
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
