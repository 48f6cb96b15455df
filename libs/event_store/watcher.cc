#include "event_store/watcher.h"

#include <charconv>
#include <chrono>

namespace turnout::event_store {
namespace {

constexpr std::size_t kMostAtOnce = 256;

tl::unexpected<v1::Refusal> unknown_cursor(const std::string& cursor) {
  return domain::refuse(v1::REFUSAL_REASON_CURSOR_UNKNOWN, "cursor",
                        "the log does not reach back to cursor " + cursor + "; list again");
}

}  // namespace

domain::Outcome<std::uint64_t> sequence_of(const std::string& cursor, const Tail& tail) {
  if (cursor.empty()) return tail.last_sequence();
  std::uint64_t sequence = 0;
  const char* end = cursor.data() + cursor.size();
  const auto read = std::from_chars(cursor.data(), end, sequence);
  if (read.ec != std::errc() || read.ptr != end) return unknown_cursor(cursor);
  return sequence;
}

std::string cursor_of(std::uint64_t sequence) {
  return std::to_string(sequence);
}

Watcher::Watcher(EventStore& store, Tail& tail, telemetry::Metrics& metrics, std::uint64_t sequence)
    : store_(store), tail_(tail), metrics_(metrics), sequence_(sequence) {
  metrics_.watcher_joined();
}

Watcher::~Watcher() {
  metrics_.watcher_left();
}

Awaitable<domain::Outcome<std::vector<Entry>>> Watcher::next(std::chrono::nanoseconds longest_wait) {
  if (sequence_ > tail_.last_sequence()) {
    // Whoever gave this cursor out may be ahead of this process, but not of the log.
    const std::uint64_t newest = co_await store_.last_sequence();
    if (sequence_ > newest) co_return unknown_cursor(cursor_of(sequence_));
  }
  // A tail that is behind the cursor grows more than once before it is beyond it.
  const auto give_up_at = std::chrono::steady_clock::now() + longest_wait;
  while (tail_.last_sequence() <= sequence_) {
    const auto left = give_up_at - std::chrono::steady_clock::now();
    if (left <= left.zero()) co_return std::vector<Entry>();
    co_await tail_.wait_beyond(sequence_, left);
  }
  if (!tail_.reaches_back_to(sequence_)) {
    if (caught_up_) {
      metrics_.watcher_cut_off();
      co_return domain::refuse(v1::REFUSAL_REASON_WATCHER_TOO_SLOW, "cursor",
                               "fell more than " + std::to_string(Tail::kMostEntries) + " events or " +
                                   std::to_string(Tail::kMostBytes >> 20) +
                                   " MiB behind; resume from the last cursor");
    }
    co_return co_await missed();
  }
  caught_up_ = true;
  std::vector<Entry> entries = tail_.after(sequence_, kMostAtOnce);
  sequence_ = entries.back().sequence;
  co_return entries;
}

Awaitable<domain::Outcome<std::vector<Entry>>> Watcher::missed() {
  std::vector<LoggedEvent> events =
      co_await store_.read_after(sequence_, kMostAtOnce, std::chrono::milliseconds(0));
  if (events.empty() || events.front().sequence != sequence_ + 1)
    co_return unknown_cursor(cursor_of(sequence_));
  sequence_ = events.back().sequence;
  std::vector<Entry> entries;
  for (LoggedEvent& logged : events) {
    std::vector<std::string> unit_ids;
    if (logged.event.unit_version() != 0) unit_ids.push_back(logged.event.unit_id());
    domain::Aggregates states = co_await store_.load(logged.event.incident_id(), std::move(unit_ids));
    Entry& entry = entries.emplace_back();
    entry.sequence = logged.sequence;
    entry.event = std::make_shared<v1::Event>(std::move(logged.event));
    if (!states.incident.id().empty())
      entry.incident = std::make_shared<v1::Incident>(std::move(states.incident));
    if (!states.units.empty()) entry.unit = std::make_shared<v1::Unit>(std::move(states.units.front()));
  }
  co_return entries;
}

}  // namespace turnout::event_store
