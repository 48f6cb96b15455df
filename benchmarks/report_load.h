// ReportIncident calls from gRPC's callback client over one connection: as many in flight as wanted, each
// followed by the next as soon as it is answered.
#pragma once

#include <cstddef>
#include <cstdint>

#include "measured.h"

namespace turnout::bench {

// Waits up to 20 s until the server on this port takes reports. Throws std::runtime_error if it does not, or
// if a call fails.
Measured report(std::uint16_t port, std::size_t in_flight, std::chrono::milliseconds length);

}  // namespace turnout::bench
