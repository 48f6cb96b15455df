#include "turnoutctl/flags.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"
#include "turnoutctl/unit_table.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  CommandFlags command;
  std::string unit_id;
  std::string district;
  std::string station_id;
  std::string call_sign;
  v1::UnitKind kind = v1::UNIT_KIND_UNSPECIFIED;
  std::vector<std::string> officers;
  PositionFlags base;
};

void run(const Options& options, Session& session) {
  v1::RegisterUnitRequest request;
  sign(request, options.command);
  request.set_unit_id(options.unit_id);
  v1::UnitDetails& details = *request.mutable_details();
  details.set_district(options.district.empty() ? session.settings(client::Service::kDispatch).district()
                                                : options.district);
  details.set_station_id(options.station_id);
  details.set_call_sign(options.call_sign);
  details.set_kind(options.kind);
  for (const std::string& officer : options.officers) details.add_officers(officer);
  if (const auto base = position(options.base)) *details.mutable_base() = *base;
  print_unit(session, session.carry_out(request));
}

}  // namespace

void add_units_register(CLI::App& units, Session& session) {
  auto [command, options] = subcommand<Options>(
      units, session, {"register", "make a unit known, or renew its details while it has no order"}, run);
  add_unit(command, options.unit_id);
  command.add_option("--station", options.station_id, "the station it belongs to")->required();
  command.add_option("--call-sign", options.call_sign, "as it is called over radio");
  add_word(command, "--kind", options.kind, "what it is [patrol_car]");
  command.add_option("--officer", options.officers, "id of one of its crew; may be repeated");
  command.add_option("--district", options.district, "its district [the one served]");
  add_position_flags(command, options.base);
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
