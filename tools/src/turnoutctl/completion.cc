// The command that prints the completion script of a shell.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>

#include "turnoutctl/output.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"
#include "turnoutctl/word_option.h"

namespace turnout::turnoutctl {
namespace {

constexpr const char* kScript = R"(# Completion of turnoutctl for bash: source this file.
_turnoutctl() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} path=turnoutctl i
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case "$path ${{COMP_WORDS[i]}}" in
      {paths}) path+=" ${{COMP_WORDS[i]}}" ;;
    esac
  done
  local words
  case "$path ${{COMP_WORDS[COMP_CWORD - 1]}}" in
{values}    *)
      case "$path" in
{words}      esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o default -F _turnoutctl turnoutctl)";

// What completion knows of a command and of those below it.
struct Completion {
  std::vector<std::string> paths;  // "'turnoutctl handover list'"
  std::string words;               // of each path: subcommands, options, words of its positionals
  std::string values;              // of each option that takes a word
};

std::string branch(int indent, const std::string& pattern, const std::vector<std::string>& words) {
  return fmt::format("{:{}}'{}') words='{}' ;;\n", "", indent, pattern, fmt::join(words, " "));
}

std::vector<std::string> names_of(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  return names;
}

void add_command(const CLI::App& command, const std::string& path, const std::vector<std::string>& everywhere,
                 Completion& completion) {
  std::vector<std::string> words;
  for (const CLI::App* below : command.get_subcommands([](const CLI::App*) { return true; })) {
    words.push_back(below->get_name());
    completion.paths.push_back(fmt::format("'{} {}'", path, below->get_name()));
    add_command(*below, path + " " + below->get_name(), everywhere, completion);
  }
  for (const CLI::Option* option : command.get_options()) {
    const std::vector<std::string> values = words_of(*option);
    const std::vector<std::string> names = names_of(*option);
    words.insert(words.end(), names.begin(), names.end());
    for (const std::string& name : names) {
      if (!values.empty()) completion.values += branch(4, fmt::format("{} {}", path, name), values);
    }
    if (names.empty()) words.insert(words.end(), values.begin(), values.end());
  }
  words.insert(words.end(), everywhere.begin(), everywhere.end());
  completion.words += branch(8, path, words);
}

std::string bash_script(const CLI::App& app) {
  std::vector<std::string> everywhere;
  for (const CLI::Option* option : app.get_options()) {
    const std::vector<std::string> names = names_of(*option);
    everywhere.insert(everywhere.end(), names.begin(), names.end());
  }
  Completion completion;
  add_command(app, "turnoutctl", everywhere, completion);
  return fmt::format(kScript, fmt::arg("paths", fmt::join(completion.paths, "|")),
                     fmt::arg("values", completion.values), fmt::arg("words", completion.words));
}

}  // namespace

void add_completion(CLI::App& app, Session& /*session*/) {
  CLI::App& completion =
      subcommand_group(app, {"completion", "print a script that completes commands, options and words"});
  CLI::App& bash = *completion.add_subcommand("bash", "for bash: source what it prints");
  bash.callback([&app] { print(std::vector<std::string>{bash_script(app)}); });
}

}  // namespace turnout::turnoutctl
