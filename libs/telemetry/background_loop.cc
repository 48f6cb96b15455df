#include "telemetry/background_loop.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <string>
#include <utility>

#include "runtime/backoff.h"
#include "runtime/errors.h"
#include "runtime/log.h"

namespace turnout::telemetry {
namespace {

constexpr std::chrono::milliseconds kShortestPause{10};

}  // namespace

Awaitable<void> run_loop(boost::asio::io_context& io, Metrics& metrics, Loop loop,
                         std::function<Awaitable<void>()> round, std::chrono::milliseconds longest_pause) {
  return run_loop_until(
      io, metrics, loop, std::move(round), [] { return false; }, longest_pause);
}

Awaitable<void> run_loop_until(boost::asio::io_context& io, Metrics& metrics, Loop loop,
                               std::function<Awaitable<void>()> round, std::function<bool()> is_done,
                               std::chrono::milliseconds longest_pause) {
  runtime::Backoff backoff(kShortestPause, longest_pause);
  boost::asio::steady_timer pause(io);
  while (!is_done()) {
    std::string reason;
    try {
      co_await round();
      backoff.reset();
    } catch (const runtime::WorldError& error) {
      reason = error.what();
    }
    if (reason.empty()) continue;
    metrics.loop_failed(loop);
    log::warn("background loop pauses", {{"loop", name_of(loop)}, {"reason", reason}});
    pause.expires_after(backoff.next());
    co_await pause.async_wait(boost::asio::use_awaitable);
  }
}

}  // namespace turnout::telemetry
