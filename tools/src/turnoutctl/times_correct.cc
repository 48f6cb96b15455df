#include "turnoutctl/flags.h"
#include "turnoutctl/outcome.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  CommandFlags command;
  ReportedTimeFlags time;
  std::string at;
  std::string reason;
};

void run(const Options& options, Session& session) {
  v1::CorrectTimeRequest request;
  sign(request, options.command);
  fill(request, options.time, session);
  request.set_at_ms(session.instant("--at", options.at, client::Service::kAccountability));
  request.set_reason(options.reason);
  print_outcome(session, session.carry_out(request), client::Service::kAccountability);
}

}  // namespace

void add_times_correct(CLI::App& times, Session& session) {
  auto [command, options] = subcommand<Options>(
      times, session, {"correct", "another time of a milestone counts; the old one stays in the record"},
      run);
  add_reported_time(command, options.time);
  command.add_option("--at", options.at, "the time that counts")->type_name("TIME")->required();
  command.add_option("--reason", options.reason, "why")->required();
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
