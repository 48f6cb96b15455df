#include "turnoutctl/flags.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"
#include "turnoutctl/unit_table.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  CommandFlags command;
  std::string unit_id;
  v1::UnitStatus status = v1::UNIT_STATUS_UNSPECIFIED;
  std::string reason;
};

void run(const Options& options, Session& session) {
  v1::SetUnitStatusRequest request;
  sign(request, options.command);
  request.set_unit_id(options.unit_id);
  request.set_status(options.status);
  request.set_reason(options.reason);
  print_unit(session, session.carry_out(request));
}

}  // namespace

void add_units_status(CLI::App& units, Session& session) {
  auto [command, options] = subcommand<Options>(
      units, session, {"status", "put a unit in or out of service while it has no order"}, run);
  add_unit(command, options.unit_id);
  add_word(command, "status", options.status, "what it is to be")
      ->description("available or out_of_service; the other statuses follow from the unit's orders")
      ->required();
  command.add_option("--reason", options.reason, "why");
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
