#include "turnoutctl/subcommand.h"

#include <CLI/CLI.hpp>

namespace turnout::turnoutctl {

CLI::App& new_subcommand(CLI::App& parent, Session& session, const Title& title) {
  CLI::App& command = *parent.add_subcommand(title.name, title.purpose);
  command.add_flag("--json", session.json,
                   "print the answer as JSON (protobuf's mapping, names as in the .proto files)");
  return command;
}

CLI::App& subcommand_group(CLI::App& parent, const Title& title) {
  CLI::App& group = *parent.add_subcommand(title.name, title.purpose);
  group.require_subcommand(1);
  return group;
}

void when_given(CLI::App& command, std::function<void()> run) {
  command.callback([&command, run = std::move(run)] {
    if (command.get_subcommands().empty()) run();
  });
}

void when_given(RequestForm given, const Rows& rows, std::function<void()> run) {
  const auto form = std::make_shared<RequestForm>(std::move(given));
  for (const Row& row : rows) row(*form);
  actor_and_request_id()(*form);
  when_given(form->command, [form, run = std::move(run)] {
    form->session.typed_names = form->names;
    for (const auto& step : form->steps) step();
    run();
  });
}

}  // namespace turnout::turnoutctl
