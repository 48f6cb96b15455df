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
  std::uint32_t assignment = 0;
  v1::Milestone milestone = v1::MILESTONE_UNSPECIFIED;
  std::string at;
  v1::TimeSource source = v1::TIME_SOURCE_RADIO;
  PositionFlags position;
};

void run(const Options& options, Session& session) {
  v1::ReportMilestoneRequest request;
  sign(request, options.command);
  request.set_incident_id(session.incident(options.incident));
  request.set_unit_id(options.unit_id);
  request.set_assignment(options.assignment);
  request.set_milestone(options.milestone);
  request.set_device_at_ms(session.instant("--at", options.at, client::Service::kAccountability));
  request.set_source(options.source);
  if (const auto at = position(options.position)) *request.mutable_position() = *at;
  print_outcome(session, session.carry_out(request), client::Service::kAccountability);
}

}  // namespace

void add_milestone(CLI::App& app, Session& session) {
  auto [command, options] = subcommand<Options>(
      app, session,
      {"milestone", "report a step of an order: signed (签收), en route (出警), on scene (到场) …"}, run);
  add_incident(command, options.incident);
  add_unit(command, options.unit_id);
  add_word(command, "milestone", options.milestone, "what was reached")->required();
  command.add_option("--order", options.assignment,
                     "number of the order [the unit's latest on this incident]");
  command.add_option("--at", options.at, "when, by the device or the record [now]")->type_name("TIME");
  add_word(command, "--source", options.source, "where the time comes from [radio]");
  add_position_flags(command, options.position);
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
