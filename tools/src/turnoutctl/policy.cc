#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {

void add_policy(CLI::App& app, Session& session) {
  CLI::App* policy = app.add_subcommand("policy", "what a policy file means; asks no service");
  policy->require_subcommand(1);
  add_policy_check(*policy, session);
  add_policy_limit(*policy, session);
}

}  // namespace turnout::turnoutctl
