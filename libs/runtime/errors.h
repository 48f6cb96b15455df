// The ways in which the world behind an adapter fails a command. Thrown in adapters, caught in exactly two places: the RPC
// bridge, which turns them into a gRPC status, and the background loops, which back off and go on.
#pragma once

#include <stdexcept>

namespace turnout::runtime {

// What a background loop survives. Of these only the derived classes are thrown.
class WorldError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Something outside the process cannot be reached or refuses work. What was asked may or may not have happened: only the retry
// of the same request settles it. Becomes UNAVAILABLE. The text is shown to clients and names what is missing.
class Unavailable : public WorldError {
 public:
  using WorldError::WorldError;
};

// Others changed the same state first, at every one of a bounded number of tries. Nothing was changed. Becomes ABORTED.
class Conflict : public WorldError {
 public:
  using WorldError::WorldError;
};

// A store understood what was asked and refused it, e.g. for want of a right. Nothing was changed; a person must act. Becomes
// INTERNAL.
class Rejected : public WorldError {
 public:
  using WorldError::WorldError;
};

}  // namespace turnout::runtime
