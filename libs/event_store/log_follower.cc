#include "event_store/log_follower.h"

#include <deque>
#include <iterator>

#include "runtime/errors.h"
#include "runtime/log.h"
#include "telemetry/background_loop.h"

namespace turnout::event_store {
namespace {

constexpr std::size_t kMaxBatch = 500;
// So many events at once become entries, each with a whole state: 32 of the largest incident are 12 MiB of snapshots.
constexpr std::size_t kMaxEntries = 32;
constexpr std::chrono::milliseconds kLongestWait{1'000};

// Takes the next events off the front of the batch.
std::vector<LoggedEvent> take_next(std::deque<LoggedEvent>& batch) {
  std::vector<LoggedEvent> next;
  for (; !batch.empty() && next.size() < kMaxEntries; batch.pop_front())
    next.push_back(std::move(batch.front()));
  return next;
}

}  // namespace

// One question for the newest event, for as long as it is open.
class LogFollower::Asking {
 public:
  explicit Asking(LogFollower& follower) : follower_(follower) { follower_.is_asking_ = true; }
  ~Asking() {
    follower_.is_asking_ = false;
    follower_.answer_.wake_all();
  }
  Asking(const Asking&) = delete;
  Asking& operator=(const Asking&) = delete;

 private:
  LogFollower& follower_;
};

LogFollower::LogFollower(boost::asio::io_context& io, EventStore& store, DistrictView& view, LogPosition& log,
                         telemetry::Metrics& metrics)
    : io_(io), store_(store), view_(view), log_(log), metrics_(metrics), answer_(io) {}

Awaitable<void> LogFollower::run() {
  return telemetry::run_loop(io_, metrics_, telemetry::Loop::kLogFollower, [this] { return follow(); });
}

Awaitable<void> LogFollower::follow() {
  std::vector<LoggedEvent> events = co_await store_.read_after(log_.last_sequence(), kMaxBatch, kLongestWait);
  if (events.size() < kMaxBatch) complete_at_ = Clock::now();
  std::deque<LoggedEvent> batch(std::make_move_iterator(events.begin()),
                                std::make_move_iterator(events.end()));
  while (!batch.empty()) {
    const std::vector<Entry> entries = co_await view_.take(take_next(batch));
    report_dead_letters(entries);
    for (const Listener& listener : listeners_) listener(entries);
    log_.advance_to(entries.back().sequence);
  }
}

void LogFollower::report_dead_letters(const std::vector<Entry>& entries) {
  for (const Entry& entry : entries) {
    if (entry.fault.empty()) continue;
    metrics_.event_left_behind();
    log::error("skipping unreadable log event", {{"sequence", entry.sequence}, {"reason", entry.fault}});
  }
}

Awaitable<std::uint64_t> LogFollower::newest() {
  const std::uint64_t number = ++asked_;
  while (answered_ < number) {
    if (is_asking_) {
      co_await answer_.wait_for(kLongestWait);
      continue;
    }
    const Asking asking(*this);
    const std::uint64_t up_to = asked_;
    failure_ = nullptr;
    try {
      newest_ = co_await store_.last_sequence();
    } catch (const runtime::Unavailable&) {
      failure_ = std::current_exception();
    }
    answered_ = up_to;
  }
  if (failure_) std::rethrow_exception(failure_);
  co_return newest_;
}

Awaitable<void> LogFollower::catch_up(std::chrono::nanoseconds patience) {
  const std::uint64_t sequence = co_await newest();
  co_await wait_until_taken(sequence, patience);
}

Awaitable<void> LogFollower::catch_up_if_reachable() {
  std::uint64_t sequence = 0;
  try {
    sequence = co_await newest();
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
