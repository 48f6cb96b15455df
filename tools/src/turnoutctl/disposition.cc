#include "turnoutctl/flags.h"
#include "turnoutctl/outcome.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  CommandFlags command;
  std::string incident;
  std::string code;
  std::string text;
};

void run(const Options& options, Session& session) {
  v1::ReportDispositionRequest request;
  sign(request, options.command);
  request.set_incident_id(session.incident(options.incident));
  request.set_code(options.code);
  request.set_text(options.text);
  print_outcome(session, session.carry_out(request), client::Service::kAccountability);
}

}  // namespace

void add_disposition(CLI::App& app, Session& session) {
  auto [command, options] =
      subcommand<Options>(app, session, {"disposition", "report what was found and done (反馈)"}, run);
  add_incident(command, options.incident);
  command.add_option("code", options.code, "the city's result code")->required();
  command.add_option("text,--text", options.text, "what was found and done");
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
