#include <algorithm>

#include "turnoutctl/incident_text.h"
#include "turnoutctl/output.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"
#include "turnoutctl/urgency.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  std::string station_id;
  bool overdue = false;
};

void run(const Options& options, Session& session) {
  v1::ListIncidentsRequest request;
  request.set_station_id(options.station_id);
  request.set_overdue_only(options.overdue);
  const auto response = session.ask_all(request);
  if (session.json) return print_json(response);

  std::vector<const v1::Incident*> incidents;
  for (const v1::Incident& incident : response.incidents()) incidents.push_back(&incident);
  std::sort(incidents.begin(), incidents.end(),
            [](const auto* a, const auto* b) { return more_urgent(*a, *b); });
  if (incidents.empty())
    return print(options.overdue ? "no open incident is overdue" : "no incident is open");
  print(incident_table(incidents, session.now_ms(client::Service::kIntake)));
}

}  // namespace

void add_list(CLI::App& app, Session& session) {
  auto [command, options] =
      subcommand<Options>(app, session, {"list", "the open incidents, the most urgent first"}, run);
  command.add_option("--station", options.station_id, "only those of this station");
  command.add_flag("--overdue", options.overdue, "only those with a deadline that has passed");
}

}  // namespace turnout::turnoutctl
