// Every subcommand of turnoutctl; each has a file of its name.
#pragma once

namespace CLI {
class App;
}

namespace turnout::turnoutctl {

class Session;

void add_report(CLI::App& app, Session& session);
void add_call(CLI::App& app, Session& session);
void add_note(CLI::App& app, Session& session);
void add_amend(CLI::App& app, Session& session);
void add_cancel(CLI::App& app, Session& session);
void add_link(CLI::App& app, Session& session);
void add_split(CLI::App& app, Session& session);
void add_show(CLI::App& app, Session& session);
void add_list(CLI::App& app, Session& session);
void add_watch(CLI::App& app, Session& session);

void add_units(CLI::App& app, Session& session);
void add_units_register(CLI::App& units, Session& session);
void add_units_status(CLI::App& units, Session& session);
void add_units_sign_on(CLI::App& units, Session& session);
void add_units_sign_off(CLI::App& units, Session& session);
void add_units_at(CLI::App& units, Session& session);
void add_recommend(CLI::App& app, Session& session);
void add_assign(CLI::App& app, Session& session);
void add_recall(CLI::App& app, Session& session);
void add_orders(CLI::App& app, Session& session);

void add_milestone(CLI::App& app, Session& session);
void add_decline(CLI::App& app, Session& session);
void add_decline_ruling(CLI::App& app, Session& session);
void add_disposition(CLI::App& app, Session& session);
void add_close(CLI::App& app, Session& session);
void add_reopen(CLI::App& app, Session& session);
void add_escalations(CLI::App& app, Session& session);
void add_escalations_watch(CLI::App& escalations, Session& session);
void add_acknowledge(CLI::App& app, Session& session);
void add_handover(CLI::App& app, Session& session);
void add_handover_request(CLI::App& handover, Session& session);
void add_handover_answers(CLI::App& handover, Session& session);
void add_handover_arbitrate(CLI::App& handover, Session& session);
void add_times(CLI::App& app, Session& session);
void add_times_pending(CLI::App& times, Session& session);
void add_times_confirm(CLI::App& times, Session& session);
void add_times_correct(CLI::App& times, Session& session);
void add_timeline(CLI::App& app, Session& session);
void add_compliance(CLI::App& app, Session& session);

void add_board(CLI::App& app, Session& session);
void add_settings(CLI::App& app, Session& session);
void add_health(CLI::App& app, Session& session);
void add_policy(CLI::App& app, Session& session);
void add_policy_check(CLI::App& policy, Session& session);
void add_policy_limit(CLI::App& policy, Session& session);

}  // namespace turnout::turnoutctl
