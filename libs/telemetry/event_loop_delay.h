// Measures how long work waits for the service's one thread. A long computation on that thread shows here first.
#pragma once

#include "runtime/awaitable.h"
#include "telemetry/metrics.h"

namespace boost::asio {
class io_context;
}

namespace turnout::telemetry {

// Until cancelled: sets a timer ten times a second and records how late it fires.
Awaitable<void> watch_event_loop(boost::asio::io_context& io, Metrics& metrics);

}  // namespace turnout::telemetry
