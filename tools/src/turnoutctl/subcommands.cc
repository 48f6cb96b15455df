#include "turnoutctl/subcommands.h"

#include "turnoutctl/subcommand.h"

namespace turnout::turnoutctl {

void add_subcommands(CLI::App& app, Session& session) {
  for (const auto add : {add_incident_commands,
                         add_show,
                         add_list,
                         add_watch,
                         add_units,
                         add_recommend,
                         add_order_commands,
                         add_orders,
                         add_closing_commands,
                         add_escalations,
                         add_waiting,
                         add_duty,
                         add_handover_commands,
                         add_time_commands,
                         add_timeline,
                         add_compliance,
                         add_find,
                         add_statistics,
                         add_bulletin,
                         add_board,
                         add_settings,
                         add_health,
                         add_completion}) {
    add(app, session);
  }
  CLI::App& policy = subcommand_group(app, {"policy", "explain a policy file; needs no service"});
  add_policy_check(policy, session);
  add_policy_limit(policy, session);
}

}  // namespace turnout::turnoutctl
