#include "turnoutctl/subcommands.h"
#include "turnoutctl/with_reason.h"

namespace turnout::turnoutctl {

void add_reopen(CLI::App& app, Session& session) {
  add_with_reason<v1::ReopenIncidentRequest, client::Service::kAccountability>(
      app, session, {"reopen", "open a closed incident again"});
}

}  // namespace turnout::turnoutctl
