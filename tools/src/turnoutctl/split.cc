#include "turnoutctl/subcommands.h"
#include "turnoutctl/with_reason.h"

namespace turnout::turnoutctl {

void add_split(CLI::App& app, Session& session) {
  add_with_reason<v1::SplitDuplicateRequest, client::Service::kIntake>(
      app, session, {"split", "a linked incident is one of its own after all: its clocks run on"});
}

}  // namespace turnout::turnoutctl
