// A command on an incident that needs nothing but a reason.
#pragma once

#include <string>

#include "turnoutctl/flags.h"
#include "turnoutctl/outcome.h"
#include "turnoutctl/subcommand.h"

namespace turnout::turnoutctl {

struct ReasonedOptions {
  CommandFlags command;
  std::string incident;
  std::string reason;
};

template <class Request, client::Service kService>
void add_with_reason(CLI::App& app, Session& session, const Title& title) {
  const auto run = [](const ReasonedOptions& given, Session& with) {
    Request request;
    sign(request, given.command);
    request.set_incident_id(with.incident(given.incident));
    request.set_reason(given.reason);
    print_outcome(with, with.carry_out(request), kService);
  };
  auto [command, options] = subcommand<ReasonedOptions>(app, session, title, run);
  add_incident(command, options.incident);
  command.add_option("--reason", options.reason, "why")->required();
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
