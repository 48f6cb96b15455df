// Errors that end a replay early. main turns each into its exit code, as it does client::Unanswered (3).
#pragma once

#include <stdexcept>

namespace turnout::replay {

enum ExitCode { kAsTheFile = 0, kDifferent = 1, kNotPlayable = 2, kUnavailable = 3 };

// The options, the data and the services do not fit together. what(): one sentence. Exit code 2.
class NotPlayable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The services could not be started, or have ended. what(): one sentence. Exit code 3.
class NotServing : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// SIGINT or SIGTERM was received. Exit code 1.
class Stopped : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace turnout::replay
