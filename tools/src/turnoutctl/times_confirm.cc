#include "turnoutctl/flags.h"
#include "turnoutctl/outcome.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  CommandFlags command;
  ReportedTimeFlags time;
  bool reject = false;
  std::string reason;
};

void run(const Options& options, Session& session) {
  v1::ConfirmTimeRequest request;
  sign(request, options.command);
  fill(request, options.time, session);
  request.set_confirmed(!options.reject);
  request.set_reason(options.reason);
  print_outcome(session, session.carry_out(request), client::Service::kAccountability);
}

}  // namespace

void add_times_confirm(CLI::App& times, Session& session) {
  auto [command, options] = subcommand<Options>(
      times, session, {"confirm", "the device's time of a milestone that waits counts"}, run);
  add_reported_time(command, options.time);
  command.add_flag("--reject", options.reject, "it does not: the server's receipt counts");
  command.add_option("--reason", options.reason, "why")->required();
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
