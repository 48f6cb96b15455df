#include "turnoutctl/flags.h"
#include "turnoutctl/outcome.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  CommandFlags command;
  std::string incident;
  std::string text;
};

void run(const Options& options, Session& session) {
  v1::AddNoteRequest request;
  sign(request, options.command);
  request.set_incident_id(session.incident(options.incident));
  request.set_text(options.text);
  print_outcome(session, session.carry_out(request), client::Service::kIntake);
}

}  // namespace

void add_note(CLI::App& app, Session& session) {
  auto [command, options] =
      subcommand<Options>(app, session, {"note", "add a remark to an incident's record"}, run);
  add_incident(command, options.incident);
  command.add_option("text,--text", options.text, "the remark")->required();
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
