// A background loop, which survives failures of the world outside the process.
#pragma once

#include <chrono>
#include <functional>

#include "runtime/awaitable.h"
#include "telemetry/metrics.h"

namespace boost::asio {
class io_context;
}

namespace turnout::telemetry {

// Runs one round after another until cancelled. A round that throws a runtime::WorldError is counted and logged;
// the next round follows after a pause, which grows with each failure in a row up to `longest_pause`. Work that
// a round could not do must still be found by the next one.
Awaitable<void> run_loop(boost::asio::io_context& io, Metrics& metrics, Loop loop,
                         std::function<Awaitable<void>()> round,
                         std::chrono::milliseconds longest_pause = std::chrono::milliseconds(1'000));

// The same, but ends after the first round for which `is_done` is true.
Awaitable<void> run_loop_until(boost::asio::io_context& io, Metrics& metrics, Loop loop,
                               std::function<Awaitable<void>()> round, std::function<bool()> is_done,
                               std::chrono::milliseconds longest_pause = std::chrono::milliseconds(1'000));

}  // namespace turnout::telemetry
