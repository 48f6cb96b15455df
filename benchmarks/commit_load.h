// The commit function alone: ready-made commits of a sample report sent over one connection, as many in
// flight as wanted. No RPC, no decision, no encoding: what Redis and the way to it can do at most.
#pragma once

#include <cstddef>

#include "measured.h"

namespace turnout::bench {

// On a fresh Redis. Throws what the connection throws.
Measured commit(std::size_t in_flight, std::chrono::milliseconds length);

}  // namespace turnout::bench
