// How every subcommand is made: a struct of options, and a function that runs them.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>

#include "turnoutctl/session.h"

namespace turnout::turnoutctl {

struct Title {
  const char* name;
  const char* purpose;
};

template <class Options>
struct Subcommand {
  CLI::App& command;
  Options& options;  // lives as long as the command
};

// A subcommand of `parent` with --json. `run` is called once all of the command line is read, unless a
// subcommand of its own was given.
template <class Options>
Subcommand<Options> subcommand(CLI::App& parent, Session& session, const Title& title,
                               void (*run)(const Options&, Session&)) {
  CLI::App* command = parent.add_subcommand(title.name, title.purpose);
  command->add_flag("--json", session.json,
                    "print the answer as JSON (protobuf's mapping, names as in the .proto files)");
  const auto options = std::make_shared<Options>();
  command->callback([command, options, run, &session] {
    if (command->get_subcommands().empty()) run(*options, session);
  });
  return {*command, *options};
}

}  // namespace turnout::turnoutctl
