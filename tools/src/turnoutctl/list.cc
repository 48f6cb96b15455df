#include <CLI/CLI.hpp>
#include <algorithm>

#include "turnoutctl/incident_table.h"
#include "turnoutctl/mine.h"
#include "turnoutctl/output.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"
#include "turnoutctl/urgency.h"

namespace turnout::turnoutctl {
namespace {

struct ListOptions {
  bool mine = false;
  std::string actor = default_actor();
};

std::string none_found(const v1::ListIncidentsRequest& request, const ListOptions& options) {
  return std::string("no open incident") + (options.mine ? " that concerns " + options.actor : "") +
         (request.overdue_only() ? " is overdue" : "");
}

// Leaves only the incidents that concern the actor.
void keep_mine(const ListOptions& options, const std::vector<v1::Unit>& units, Session& session,
               v1::ListIncidentsResponse& response) {
  const auto raised = session.ask_all(v1::ListEscalationsRequest());
  const std::vector<v1::RaisedEscalation> escalations(raised.escalations().begin(),
                                                      raised.escalations().end());
  auto& incidents = *response.mutable_incidents();
  const auto other = std::ranges::remove_if(incidents, [&](const v1::IncidentSummary& incident) {
    return !concerns(incident, options.actor, {.units = units, .escalations = escalations});
  });
  incidents.erase(other.begin(), other.end());
}

void list_incidents(const v1::ListIncidentsRequest& request, const ListOptions& options, Session& session) {
  auto response = session.ask_all(request);
  const std::vector<v1::Unit> units = session.units_if_known();
  if (options.mine) keep_mine(options, units, session, response);
  if (session.json) return print_json(response);
  if (response.incidents().empty()) return print(none_found(request, options));
  ShownNames names(session.settings(client::Service::kIntake));
  for (const v1::Unit& unit : units) names.add(unit);
  const std::int64_t now_ms = session.now_ms(client::Service::kIntake);
  std::vector<const v1::IncidentSummary*> incidents;
  for (const v1::IncidentSummary& incident : response.incidents()) incidents.push_back(&incident);
  std::ranges::sort(incidents, MoreUrgent{now_ms});
  print(incident_table(incidents, names, now_ms));
}

}  // namespace

void add_list(CLI::App& app, Session& session) {
  CLI::App& command = new_subcommand(app, session, {"list", "the open incidents, the most urgent first"});
  const auto request = std::make_shared<v1::ListIncidentsRequest>();
  const auto options = std::make_shared<ListOptions>();
  command.add_flag("--mine", options->mine, kMineMeaning);
  command.add_option("--actor", options->actor,
                     "for --mine: the person's id (TURNOUT_ACTOR, else the login name)");
  when_given(
      {.command = command, .session = session, .request = request},
      {only_station(), option("--overdue", "overdue_only", "only those with a deadline that has passed")},
      [request, options, &session] { list_incidents(*request, *options, session); });
}

}  // namespace turnout::turnoutctl
