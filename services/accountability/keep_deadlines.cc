#include "accountability/keep_deadlines.h"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <functional>

#include "domain/deadlines.h"
#include "runtime/backoff.h"
#include "runtime/errors.h"
#include "runtime/log.h"
#include "runtime/parallel.h"

namespace turnout::accountability {
namespace {

constexpr std::size_t kMostAtOnce = 256;
constexpr std::size_t kInParallel = 64;
constexpr std::chrono::nanoseconds kLongestSleep = std::chrono::seconds(1);
constexpr std::chrono::milliseconds kShortestPause{10};
constexpr std::chrono::milliseconds kLongestPause{1'000};

}  // namespace

DeadlineKeeper::DeadlineKeeper(boost::asio::io_context& io, host::District& district)
    : io_(io), district_(district), earlier_(io) {}

Awaitable<void> DeadlineKeeper::run() {
  runtime::Backoff backoff(kShortestPause, kLongestPause);
  for (;;) {
    bool failed = false;
    try {
      co_await keep();
      backoff.reset();
    } catch (const runtime::Unavailable& error) {
      log::warn("deadline keeper pauses", {{"reason", error.what()}});
      failed = true;
    } catch (const runtime::Conflict& error) {
      log::warn("deadline keeper tries again", {{"reason", error.what()}});
      failed = true;
    }
    if (!failed) continue;
    district_.metrics.loop_failed(telemetry::Loop::kDeadlineKeeper);
    boost::asio::steady_timer pause(io_, backoff.next());
    co_await pause.async_wait(boost::asio::use_awaitable);
  }
}

Awaitable<void> DeadlineKeeper::keep() {
  std::vector<event_store::DueIncident> next = co_await district_.store.next_due(kMostAtOnce);
  const std::int64_t now_ms = district_.clock.now_ms();
  const std::int64_t earliest_ms =
      next.empty() ? std::numeric_limits<std::int64_t>::max() : next.front().due_at_ms;
  std::erase_if(next,
                [now_ms](const event_store::DueIncident& incident) { return incident.due_at_ms >= now_ms; });
  if (next.empty()) {
    co_await sleep_until_after(earliest_ms);
  } else {
    co_await fire(std::move(next));
  }
}

Awaitable<void> DeadlineKeeper::fire(std::vector<event_store::DueIncident> due) {
  const std::size_t count = due.size();
  std::function<Awaitable<void>(std::size_t)> fire_nth = [this, due = std::move(due)](std::size_t i) {
    return fire_one(due[i].incident_id);
  };
  co_await runtime::in_parallel(io_, count, kInParallel, std::move(fire_nth));
}

Awaitable<void> DeadlineKeeper::fire_one(std::string incident_id) {
  event_store::Target target{.incident_id = std::move(incident_id), .unit_ids = {}};
  event_store::Executor::Decide what_is_due = [this](const domain::Aggregates& states,
                                                     std::int64_t now_ms) -> domain::Decision {
    return domain::decide_due(states, district_.context(now_ms));
  };
  const auto fired = co_await district_.executor.act(std::move(target), std::move(what_is_due));
  if (!fired.value()) district_.metrics.deadline_hint_was_stale();
}

Awaitable<void> DeadlineKeeper::sleep_until_after(std::int64_t due_at_ms) {
  sleeping_until_ms_ = due_at_ms;
  const auto left = due_at_ms == std::numeric_limits<std::int64_t>::max()
                        ? kLongestSleep
                        : district_.clock.real_until_after(due_at_ms);
  co_await earlier_.wait_for(std::min(left, kLongestSleep));
  sleeping_until_ms_ = std::numeric_limits<std::int64_t>::max();
}

void DeadlineKeeper::take(const std::vector<event_store::Entry>& entries) {
  const bool is_earlier = std::ranges::any_of(entries, [this](const event_store::Entry& entry) {
    if (!entry.incident) return false;
    const std::int64_t due_at_ms = domain::next_due_ms(*entry.incident);
    return due_at_ms != 0 && due_at_ms < sleeping_until_ms_;
  });
  if (is_earlier) earlier_.wake();
}

}  // namespace turnout::accountability
