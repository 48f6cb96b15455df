// The command that shows what waits for somebody's answer.
#include <algorithm>

#include "turnoutctl/local_subcommand.h"
#include "turnoutctl/rows.h"
#include "turnoutctl/subcommands.h"
#include "turnoutctl/waiting_list.h"

namespace turnout::turnoutctl {
namespace {

struct WaitingOptions {
  std::string actor = default_actor();
};

bool needs_answer(const v1::IncidentSummary& incident) {
  return incident.handover_pending() ||
         std::ranges::any_of(incident.active_orders(),
                             [](const v1::OrderSummary& order) { return order.decline_pending(); });
}

Pending read_pending(Session& session) {
  Pending pending{.escalations = session.ask_all(v1::ListEscalationsRequest()),
                  .times = session.ask_all(v1::ListPendingTimesRequest())};
  const auto listed = session.ask_all(v1::ListIncidentsRequest());
  for (const v1::IncidentSummary& summary : listed.incidents()) {
    if (needs_answer(summary)) pending.incidents.push_back(session.whole_incident(summary.id()));
  }
  return pending;
}

void print_lists(const Pending& pending) {
  print_json_line(pending.escalations);
  print_json_line(pending.times);
  for (const v1::Incident& incident : pending.incidents) print_json_line(incident);
}

void show_waiting(const WaitingOptions& options, Session& session) {
  const client::Service service = client::Service::kAccountability;
  const Pending pending = read_pending(session);
  if (session.json) return print_lists(pending);
  ShownNames names(session.settings(service));
  for (const v1::Unit& unit : session.units_if_known()) names.add(unit);
  const std::int64_t now_ms = session.now_ms(service);
  const auto items =
      waiting_for({.person = options.actor, .roster = session.settings(service).roster(), .now_ms = now_ms},
                  pending, names);
  if (items.empty()) return print("nothing waits for " + names.person(options.actor));
  print(waiting_table(items, now_ms));
}

}  // namespace

void add_waiting(CLI::App& app, Session& session) {
  auto [command, options] = local_subcommand<WaitingOptions>(
      app, session,
      {"waiting", "what waits for your answer: escalations, handovers, times and declines, the oldest first"},
      show_waiting);
  command.add_option("--actor", options.actor, "the person's id (TURNOUT_ACTOR, else the login name)");
}

}  // namespace turnout::turnoutctl
