// What became of the deadlines: the log's firings, as a watcher sees them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "due_times.h"
#include "event_store/event_store.h"

namespace turnout::bench {

class Firings {
 public:
  // Of these deadlines, each of another incident; no other one is due so soon.
  explicit Firings(const DueTimes& times) : times_(times) {}

  // The next entries of the log, which are durable since this instant at the latest.
  void take(const std::vector<event_store::LoggedEvent>& entries, Instant seen);

  std::size_t early() const { return early_; }  // decided at or before its deadline
  std::size_t twice() const { return twice_; }  // firings beyond the first of an incident
  std::size_t missed() const { return times_.count() - std::min(fired_.size(), times_.count()); }
  // From the deadline to the keeper's decision, and until a reader of the log saw it.
  const std::vector<double>& late_decided_ms() const { return late_decided_ms_; }
  const std::vector<double>& late_seen_ms() const { return late_seen_ms_; }

 private:
  const DueTimes& times_;
  std::unordered_set<std::string> fired_;
  std::size_t early_ = 0;
  std::size_t twice_ = 0;
  std::vector<double> late_decided_ms_;
  std::vector<double> late_seen_ms_;
};

struct Watch {
  Instant enough_at;   // ends then, if all have fired
  Instant give_up_at;  // ends then at the latest
};
// Follows the log from after `sequence`.
Awaitable<void> watch(event_store::EventStore& store, std::uint64_t sequence, Watch until, Firings& firings);

}  // namespace turnout::bench
