#include "turnoutctl/usage.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "turnoutctl/names.h"

namespace turnout::turnoutctl {
namespace {

// The command that was typed, with its path: "turnoutctl handover list".
struct Typed {
  const CLI::App* command;
  std::string path;
};

Typed typed_command(const CLI::App& app) {
  Typed typed{.command = &app, .path = app.get_name()};
  for (auto below = app.get_subcommands(); !below.empty(); below = typed.command->get_subcommands()) {
    typed.command = below.front();
    typed.path += " " + typed.command->get_name();
  }
  return typed;
}

std::vector<Named> commands_of(const CLI::App& group) {
  std::vector<Named> commands;
  for (const CLI::App* each : group.get_subcommands([](const CLI::App*) { return true; })) {
    commands.push_back({.id = each->get_name()});
  }
  return commands;
}

// The options of a command, and those that may stand after every command.
std::vector<Named> options_of(const CLI::App& command, const CLI::App& app) {
  std::vector<Named> options;
  for (const CLI::App* each : {&command, &app}) {
    for (const CLI::Option* option : each->get_options()) {
      for (const std::string& name : option->get_lnames()) {
        options.push_back({.id = "--" + name, .names = {name}});
      }
    }
  }
  return options;
}

std::string missing_command(const CLI::App& group) {
  if (group.get_parent() == nullptr) return "a command is missing";
  std::vector<std::string> names;
  for (const Named& each : commands_of(group)) names.push_back(each.id);
  return fmt::format("a command is missing: {}", fmt::join(names, ", "));
}

// "--note is missing: what is being done"
std::string missing_option(const CLI::App& command, const std::string& complaint) {
  const std::string name = complaint.substr(0, complaint.find(' '));
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_name() == name) return name + " is missing: " + option->get_description();
  }
  return complaint;
}

std::string fault(const Typed& typed, const CLI::App& app, const CLI::ParseError& wrong) {
  const CLI::App& command = *typed.command;
  const auto left = app.remaining(true);
  const std::string word = left.empty() ? "" : left.front();
  if (word.starts_with("-")) {
    const std::string name = word.substr(0, word.find('='));
    const std::string without_dashes = name.substr(std::min(name.find_first_not_of('-'), name.size()));
    return fmt::format("unknown option {}{}", name, did_you_mean(without_dashes, options_of(command, app)));
  }
  if (command.get_require_subcommand_min() > 0) {
    if (word.empty()) return missing_command(command);
    return fmt::format("unknown command \"{}\"{}", word, did_you_mean(word, commands_of(command)));
  }
  if (!word.empty()) return fmt::format("nothing more was expected at \"{}\"", word);
  if (wrong.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError)) {
    return missing_option(command, wrong.what());
  }
  const std::string complaint = wrong.what();
  return complaint.ends_with(" missing") ? complaint.substr(0, complaint.find(':')) + " needs a value"
                                         : complaint;
}

}  // namespace

std::string usage_fault(const CLI::App& app, const CLI::ParseError& wrong) {
  const Typed typed = typed_command(app);
  return fmt::format("{} (see {} --help)", fault(typed, app, wrong), typed.path);
}

}  // namespace turnout::turnoutctl
