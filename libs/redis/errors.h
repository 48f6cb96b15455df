// The errors that a Redis command throws instead of returning a reply.
#pragma once

#include <stdexcept>

#include "runtime/errors.h"

namespace turnout::redis {

// No usable answer: the connection ended or timed out before the reply, could not be made in time, or the
// server refuses for now (MISCONF, NOREPLICAS, LOADING, OOM, READONLY and the like). The command may or may not
// have been executed: only repeating the same request settles it.
using runtime::Unavailable;

// More commands would be pending than the connection's bound allows. This one was not sent.
class Overloaded : public Unavailable {
 public:
  using Unavailable::Unavailable;
};

// Any other error reply: the server understood the command and refused it. what() is Redis' text, code first.
class CommandError : public runtime::Rejected {
 public:
  using Rejected::Rejected;
};

// A reply of a type or size that the caller did not expect.
class ProtocolError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace turnout::redis
