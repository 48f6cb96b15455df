// Every subcommand of turnoutctl, in the order of its help.
#pragma once

namespace CLI {
class App;
}

namespace turnout::turnoutctl {

class Session;

// All of them.
void add_subcommands(CLI::App& app, Session& session);

void add_incident_commands(CLI::App& app, Session& session);
void add_show(CLI::App& app, Session& session);
void add_list(CLI::App& app, Session& session);
void add_watch(CLI::App& app, Session& session);
void add_units(CLI::App& app, Session& session);
void add_recommend(CLI::App& app, Session& session);
void add_order_commands(CLI::App& app, Session& session);
void add_orders(CLI::App& app, Session& session);
void add_closing_commands(CLI::App& app, Session& session);
void add_escalations(CLI::App& app, Session& session);
void add_waiting(CLI::App& app, Session& session);
void add_duty(CLI::App& app, Session& session);
void add_handover_commands(CLI::App& app, Session& session);
void add_time_commands(CLI::App& app, Session& session);
void add_timeline(CLI::App& app, Session& session);
void add_compliance(CLI::App& app, Session& session);
void add_find(CLI::App& app, Session& session);
void add_statistics(CLI::App& app, Session& session);
void add_bulletin(CLI::App& app, Session& session);
void add_board(CLI::App& app, Session& session);
void add_settings(CLI::App& app, Session& session);
void add_health(CLI::App& app, Session& session);
void add_completion(CLI::App& app, Session& session);

// Subcommands of `policy`.
void add_policy_check(CLI::App& policy, Session& session);
void add_policy_limit(CLI::App& policy, Session& session);

}  // namespace turnout::turnoutctl
