#include "turnoutctl/subcommands.h"
#include "turnoutctl/with_reason.h"

namespace turnout::turnoutctl {

void add_cancel(CLI::App& app, Session& session) {
  add_with_reason<v1::CancelIncidentRequest, client::Service::kIntake>(
      app, session, {"cancel", "a false or withdrawn report: end it, recall its units"});
}

}  // namespace turnout::turnoutctl
