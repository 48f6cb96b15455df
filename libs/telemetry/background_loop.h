// A loop that runs beside the RPCs and survives failures of the world outside the process.
#pragma once

#include <chrono>
#include <functional>

#include "runtime/awaitable.h"
#include "telemetry/metrics.h"

namespace boost::asio {
class io_context;
}

namespace turnout::telemetry {

// One round after the other until cancelled. A round that throws a runtime::WorldError is
// counted and logged; the next one follows after a pause, longer with each failure in a row, at most
// `longest_pause`. `round` must leave undone what it could not do, so that the next one finds it.
Awaitable<void> run_loop(boost::asio::io_context& io, Metrics& metrics, Loop loop,
                         std::function<Awaitable<void>()> round,
                         std::chrono::milliseconds longest_pause = std::chrono::milliseconds(1'000));

// The same, but ends after a round once `is_done` says so.
Awaitable<void> run_loop_until(boost::asio::io_context& io, Metrics& metrics, Loop loop,
                               std::function<Awaitable<void>()> round, std::function<bool()> is_done,
                               std::chrono::milliseconds longest_pause = std::chrono::milliseconds(1'000));

}  // namespace turnout::telemetry
