#include "turnoutctl/flags.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"
#include "turnoutctl/unit_table.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  CommandFlags command;
  std::string unit_id;
  std::string reason;
};

void run(const Options& options, Session& session) {
  v1::SignOffRequest request;
  sign(request, options.command);
  request.set_unit_id(options.unit_id);
  request.set_reason(options.reason);
  print_unit(session, session.carry_out(request));
}

}  // namespace

void add_units_sign_off(CLI::App& units, Session& session) {
  auto [command, options] =
      subcommand<Options>(units, session, {"sign-off", "the crew goes off duty: out of service"}, run);
  add_unit(command, options.unit_id);
  command.add_option("--reason", options.reason, "why");
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
