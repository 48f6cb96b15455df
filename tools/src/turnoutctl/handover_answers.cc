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

void answer(const Options& options, bool accepted, Session& session) {
  v1::AnswerHandoverRequest request;
  sign(request, options.command);
  request.set_incident_id(session.incident(options.incident));
  request.set_accepted(accepted);
  request.set_reason(options.reason);
  print_outcome(session, session.carry_out(request), client::Service::kAccountability);
}

void accept(const Options& options, Session& session) {
  answer(options, true, session);
}

void refuse(const Options& options, Session& session) {
  answer(options, false, session);
}

}  // namespace

void add_handover_answers(CLI::App& handover, Session& session) {
  auto [accepting, accepted] = subcommand<Options>(
      handover, session, {"accept", "whoever was asked takes over, from this instant on"}, accept);
  add_incident(accepting, accepted.incident);
  add_command_flags(accepting, accepted.command);

  auto [refusing, refused] = subcommand<Options>(
      handover, session, {"refuse", "whoever was asked does not take over: the arbiter decides"}, refuse);
  add_incident(refusing, refused.incident);
  refusing.add_option("--reason", refused.reason, "why")->required();
  add_command_flags(refusing, refused.command);
}

}  // namespace turnout::turnoutctl
