#include "turnoutctl/flags.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"
#include "turnoutctl/unit_table.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  std::string station_id;
  bool available = false;
};

void run(const Options& options, Session& session) {
  v1::ListUnitsRequest request;
  request.set_station_id(options.station_id);
  request.set_available_only(options.available);
  const auto response = session.ask_all(request);
  if (session.json) return print_json(response);
  if (response.units().empty())
    return print(options.available ? "no unit is available" : "no unit is registered");
  print(unit_table(response.units()));
}

}  // namespace

void add_units(CLI::App& app, Session& session) {
  auto [command, options] =
      subcommand<Options>(app, session, {"units", "the units and what they are doing"}, run);
  command.add_option("--station", options.station_id, "only those of this station");
  command.add_flag("--available", options.available, "only those that may be sent");
  add_units_register(command, session);
  add_units_status(command, session);
  add_units_sign_on(command, session);
  add_units_sign_off(command, session);
  add_units_at(command, session);
}

}  // namespace turnout::turnoutctl
