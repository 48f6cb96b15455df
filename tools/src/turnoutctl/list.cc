#include <algorithm>

#include "turnoutctl/incident_text.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"
#include "turnoutctl/urgency.h"

namespace turnout::turnoutctl {
namespace {

void list_incidents(v1::ListIncidentsRequest& request, Session& session) {
  const auto response = session.ask_all(request);
  if (session.json) return print_json(response);
  if (response.incidents().empty()) {
    return print(request.overdue_only() ? "no open incident is overdue" : "no incident is open");
  }
  std::vector<const v1::IncidentSummary*> incidents;
  for (const v1::IncidentSummary& incident : response.incidents()) incidents.push_back(&incident);
  std::ranges::sort(incidents, more_urgent);
  print(incident_table(incidents, session.now_ms(client::Service::kIntake)));
}

}  // namespace

void add_list(CLI::App& app, Session& session) {
  subcommand<v1::ListIncidentsRequest>(
      app, session, {"list", "the open incidents, the most urgent first"},
      {only_station(), option("--overdue", "overdue_only", "only those with a deadline that has passed")},
      list_incidents);
}

}  // namespace turnout::turnoutctl
