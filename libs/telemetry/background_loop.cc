#include "telemetry/background_loop.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <string>

#include "runtime/backoff.h"
#include "runtime/errors.h"
#include "runtime/log.h"

namespace turnout::telemetry {
namespace {

constexpr std::chrono::milliseconds kShortestPause{10};

}  // namespace

Awaitable<void> run_loop(boost::asio::io_context& io, Metrics& metrics, Loop loop,
                         std::function<Awaitable<void>()> round, std::chrono::milliseconds longest_pause) {
  runtime::Backoff backoff(kShortestPause, longest_pause);
  boost::asio::steady_timer pause(io);
  for (;;) {
    std::string reason;
    try {
      co_await round();
      backoff.reset();
    } catch (const runtime::Unavailable& error) {
      reason = error.what();
    } catch (const runtime::Conflict& error) {
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
