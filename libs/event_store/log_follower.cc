#include "event_store/log_follower.h"

#include "runtime/errors.h"
#include "runtime/log.h"
#include "telemetry/background_loop.h"

namespace turnout::event_store {
namespace {

constexpr std::size_t kMaxBatch = 500;
constexpr std::chrono::milliseconds kLongestWait{1'000};

}  // namespace

LogFollower::LogFollower(boost::asio::io_context& io, EventStore& store, DistrictView& view, LogPosition& log,
                         telemetry::Metrics& metrics)
    : io_(io), store_(store), view_(view), log_(log), metrics_(metrics) {}

Awaitable<void> LogFollower::run() {
  return telemetry::run_loop(io_, metrics_, telemetry::Loop::kLogFollower, [this] { return follow(); });
}

Awaitable<void> LogFollower::follow() {
  std::vector<LoggedEvent> events = co_await store_.read_after(log_.last_sequence(), kMaxBatch, kLongestWait);
  if (events.size() < kMaxBatch) complete_at_ = Clock::now();
  if (events.empty()) co_return;
  const std::vector<Entry> entries = co_await view_.take(std::move(events));
  report_dead_letters(entries);
  for (const Listener& listener : listeners_) listener(entries);
  log_.advance_to(entries.back().sequence);
}

void LogFollower::report_dead_letters(const std::vector<Entry>& entries) {
  for (const Entry& entry : entries) {
    if (entry.fault.empty()) continue;
    metrics_.event_left_behind();
    log::error("skipping unreadable log event", {{"sequence", entry.sequence}, {"reason", entry.fault}});
  }
}

Awaitable<void> LogFollower::catch_up(std::chrono::nanoseconds patience) {
  const std::uint64_t sequence = co_await store_.last_sequence();
  co_await wait_until_taken(sequence, patience);
}

Awaitable<void> LogFollower::catch_up_if_reachable() {
  std::uint64_t sequence = 0;
  try {
    sequence = co_await store_.last_sequence();
  } catch (const runtime::Unavailable&) {
    co_return;
  }
  co_await wait_until_taken(sequence, std::chrono::seconds(2));
}

std::chrono::milliseconds LogFollower::age() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - complete_at_.load());
}

Awaitable<void> LogFollower::wait_until_taken(std::uint64_t sequence, std::chrono::nanoseconds patience) {
  const Clock::time_point give_up_at = Clock::now() + patience;
  while (log_.last_sequence() < sequence) {
    const auto left = give_up_at - Clock::now();
    if (left <= left.zero()) throw runtime::Unavailable("this service is behind the log; try again");
    co_await log_.wait_beyond(log_.last_sequence(), left);
  }
}

}  // namespace turnout::event_store
