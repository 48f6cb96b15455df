#include "turnoutctl/flags.h"
#include "turnoutctl/outcome.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  CommandFlags command;
  std::string incident;
  std::string unit_id;
  std::string district;
  std::string at;
  v1::TimeSource source = v1::TIME_SOURCE_UNSPECIFIED;
};

void run(const Options& options, Session& session) {
  v1::AssignUnitRequest request;
  sign(request, options.command);
  request.set_incident_id(session.incident(options.incident));
  request.set_unit_id(options.unit_id);
  request.set_district(options.district);
  request.set_device_at_ms(session.instant("--at", options.at, client::Service::kDispatch));
  request.set_source(options.source);
  print_outcome(session, session.carry_out(request), client::Service::kDispatch);
}

}  // namespace

void add_assign(CLI::App& app, Session& session) {
  auto [command, options] =
      subcommand<Options>(app, session, {"assign", "send a unit to an incident (派警)"}, run);
  add_incident(command, options.incident);
  add_unit(command, options.unit_id);
  command.add_option("--district", options.district, "the unit's district [the one served]");
  command.add_option("--at", options.at, "for a record entered later: when it was ordered")
      ->type_name("TIME");
  add_word(command, "--source", options.source, "where that time comes from");
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
