#include "client/seconds_flag.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

namespace turnout::client {

void add_seconds_flag(CLI::App& app, std::chrono::milliseconds& value, const SecondsFlag& flag) {
  const auto set = [&value, flag](double seconds) {
    const bool within = seconds >= flag.least && seconds <= flag.most;
    if (!within) {
      throw CLI::ValidationError(flag.name,
                                 fmt::format("must lie between {:g} and {:g} s", flag.least, flag.most));
    }
    value = std::chrono::milliseconds(static_cast<std::chrono::milliseconds::rep>(seconds * 1000));
  };
  app.add_option_function<double>(flag.name, set, flag.meaning)->type_name("SECONDS")->group(flag.group);
}

}  // namespace turnout::client
