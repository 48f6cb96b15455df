// One reader of the log from a cursor on: first what it has missed, from the store; then as it happens, from
// the tail. Every entry once, in order, without a gap.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "domain/outcome.h"
#include "event_store/event_store.h"
#include "event_store/tail.h"
#include "telemetry/metrics.h"

namespace turnout::event_store {

// "" = from now on. A cursor is the decimal place of the last entry received; anything else is refused with
// CURSOR_UNKNOWN. Whether the log reaches that far is the watcher's matter.
domain::Outcome<std::uint64_t> sequence_of(const std::string& cursor, const Tail& tail);
std::string cursor_of(std::uint64_t sequence);

class Watcher {
 public:
  Watcher(EventStore& store, Tail& tail, telemetry::Metrics& metrics, std::uint64_t sequence);
  ~Watcher();
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  // The next entries; waits for the first, and comes without any when `longest_wait` is over. Refuses with
  // CURSOR_UNKNOWN if its place lies before the log or beyond it, and with WATCHER_TOO_SLOW if it has once
  // caught up and then fell behind the tail.
  Awaitable<domain::Outcome<std::vector<Entry>>> next(
      std::chrono::nanoseconds longest_wait = std::chrono::hours(1));

  // Place of the last entry that it came with.
  std::uint64_t sequence() const { return sequence_; }

 private:
  Awaitable<domain::Outcome<std::vector<Entry>>> missed();

  EventStore& store_;
  Tail& tail_;
  telemetry::Metrics& metrics_;
  std::uint64_t sequence_;
  bool caught_up_ = false;
};

}  // namespace turnout::event_store
