// How long the service's one thread keeps work waiting: whatever takes long on it shows here first.
#pragma once

#include "runtime/awaitable.h"
#include "telemetry/metrics.h"

namespace boost::asio {
class io_context;
}

namespace turnout::telemetry {

// Until cancelled: sets a timer ten times a second and counts how late it is served.
Awaitable<void> watch_event_loop(boost::asio::io_context& io, Metrics& metrics);

}  // namespace turnout::telemetry
