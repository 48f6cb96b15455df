// A subcommand whose options are not the fields of one request.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>

#include "turnoutctl/subcommand.h"

namespace turnout::turnoutctl {

template <class Options>
struct LocalSubcommand {
  CLI::App& command;
  Options& options;  // lives as long as the command
};

template <class Options>
LocalSubcommand<Options> local_subcommand(CLI::App& parent, Session& session, const Title& title,
                                          void (*run)(const Options&, Session&)) {
  CLI::App& command = new_subcommand(parent, session, title);
  const auto options = std::make_shared<Options>();
  when_given(command, [options, run, &session] { run(*options, session); });
  return {command, *options};
}

}  // namespace turnout::turnoutctl
