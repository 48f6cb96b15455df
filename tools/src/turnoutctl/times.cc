#include <CLI/CLI.hpp>

#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {

void add_times(CLI::App& app, Session& session) {
  CLI::App& times = *app.add_subcommand(
      "times", "which times count: those that wait for a supervisor, and rulings on them");
  times.require_subcommand(1);
  add_times_pending(times, session);
  add_times_confirm(times, session);
  add_times_correct(times, session);
}

}  // namespace turnout::turnoutctl
