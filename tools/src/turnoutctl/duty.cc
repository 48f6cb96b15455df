// The command that shows who is on duty.
#include "turnoutctl/duty_table.h"
#include "turnoutctl/local_subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct DutyOptions {
  std::string station = {};  // as typed
};

void show_duty(const DutyOptions& options, Session& session) {
  const client::Service service = client::Service::kAccountability;
  const v1::Settings& settings = session.settings(service);
  if (session.json) return print_json(settings.roster());
  if (settings.roster().duties().empty()) return print("the services have no roster: nobody is on duty");
  const std::string station = options.station.empty() ? "" : session.station(options.station, service);
  print(duty_table(settings, station, session.now_ms(service)));
}

}  // namespace

void add_duty(CLI::App& app, Session& session) {
  auto [command, options] = local_subcommand<DutyOptions>(
      app, session, {"duty", "who holds which post now, until when, and who then (值班)"}, show_duty);
  command
      .add_option("--station", options.station,
                  "who is told of this station's incidents, by its post or the district's")
      ->type_name("STATION");
}

}  // namespace turnout::turnoutctl
