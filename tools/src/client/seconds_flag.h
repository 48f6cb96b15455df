// A flag for a duration in seconds, with its bounds.
#pragma once

#include <chrono>

namespace CLI {
class App;
}

namespace turnout::client {

struct SecondsFlag {
  const char* name;
  const char* meaning;
  double least;
  double most;
  const char* group = "Options";
};

// Anything outside the bounds is wrong usage, "nan" too. `value` must outlive the parsing.
void add_seconds_flag(CLI::App& app, std::chrono::milliseconds& value, const SecondsFlag& flag);

}  // namespace turnout::client
