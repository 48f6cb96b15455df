// Failures of the world outside the process. Adapters throw them. Exactly two places catch them: the RPC bridge, which
// turns them into a gRPC status, and the background loops, which back off and go on.
#pragma once

#include <stdexcept>

namespace turnout::runtime {

// Base of the errors that a background loop survives. Only derived classes are thrown.
class WorldError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Something outside the process cannot be reached or refuses work. The command may or may not have been executed: only
// repeating the same request settles it. Becomes UNAVAILABLE. Clients see the text; it names what is missing.
class Unavailable : public WorldError {
 public:
  using WorldError::WorldError;
};

// Others changed the same state first, at each of a bounded number of tries. Nothing was changed. Becomes ABORTED.
class Conflict : public WorldError {
 public:
  using WorldError::WorldError;
};

// A store understood a command and refused it, e.g. because the user may not run it. Nothing was changed; a person must
// act. Becomes INTERNAL.
class Rejected : public WorldError {
 public:
  using WorldError::WorldError;
};

// What is stored is not what was stored. Only what is named is concerned. Nothing was changed. Becomes DATA_LOSS.
class DataLoss : public WorldError {
 public:
  using WorldError::WorldError;
};

}  // namespace turnout::runtime
