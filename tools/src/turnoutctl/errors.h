// Errors that end a command. main turns each into its exit code: Refused 1, BadInput 2, client::Unanswered 3.
#pragma once

#include <stdexcept>

#include "turnoutctl/refusal_text.h"

namespace turnout::turnoutctl {

enum ExitCode { kDone = 0, kRefused = 1, kBadInput = 2, kUnanswered = 3 };

// The service refused the request.
class Refused : public std::runtime_error {
 public:
  explicit Refused(const v1::Refusal& refusal)
      : std::runtime_error(refusal_text(refusal)), refusal_(refusal) {}

  const v1::Refusal& refusal() const { return refusal_; }

 private:
  v1::Refusal refusal_;
};

// Invalid input. what(): one sentence.
class BadInput : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace turnout::turnoutctl
