#include "telemetry/event_loop_delay.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

namespace turnout::telemetry {
namespace {

constexpr std::chrono::milliseconds kEvery{100};

}  // namespace

Awaitable<void> watch_event_loop(boost::asio::io_context& io, Metrics& metrics) {
  boost::asio::steady_timer timer(io);
  for (;;) {
    timer.expires_after(kEvery);
    co_await timer.async_wait(boost::asio::use_awaitable);
    metrics.event_loop_turned(std::chrono::steady_clock::now() - timer.expiry());
  }
}

}  // namespace turnout::telemetry
