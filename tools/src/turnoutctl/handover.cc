#include <CLI/CLI.hpp>

#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {

void add_handover(CLI::App& app, Session& session) {
  CLI::App& handover = *app.add_subcommand(
      "handover", "pass on who answers for an incident (移交): request, accept, refuse, arbitrate");
  handover.require_subcommand(1);
  add_handover_request(handover, session);
  add_handover_answers(handover, session);
  add_handover_arbitrate(handover, session);
}

}  // namespace turnout::turnoutctl
