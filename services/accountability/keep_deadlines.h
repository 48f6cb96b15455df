// The deadline keeper: fires every deadline once, never early, milliseconds after it is due, also across
// restarts.
//
// Deadlines are state; the store only indexes when each incident is next due. The keeper holds the nearest deadlines
// in its queue, sleeps until the earliest, asks the rules what is due and commits. Queue and index are only hints: the
// version check of the commit makes each firing happen once, with any number of keepers, and the keeper reads the
// index again at least once a second to find what the queue has missed. After a restart it continues from the index,
// overdue deadlines first.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "accountability/deadline_queue.h"
#include "accountability/keeper_affinity.h"
#include "chassis/district.h"
#include "event_store/district_view.h"
#include "runtime/wakeup.h"

namespace turnout::accountability {

class DeadlineKeeper {
 public:
  DeadlineKeeper(boost::asio::io_context& io, chassis::District& district);

  // Runs until cancelled. While the store cannot be reached, it backs off, counts, logs and tries again.
  Awaitable<void> run();

  // Updates the queue from the newest events.
  void take(const std::vector<event_store::Entry>& entries);

 private:
  Awaitable<void> keep();
  Awaitable<void> refill_queue();
  void fire_what_is_due();
  Awaitable<void> fire(std::string incident_id);
  Awaitable<bool> fire_if_due(std::string incident_id);
  std::chrono::nanoseconds until_next() const;

  boost::asio::io_context& io_;
  chassis::District& district_;
  std::int64_t began_at_ms_ = DeadlineQueue::kNever;
  DeadlineQueue queue_;
  KeeperAffinity affinity_;
  std::chrono::steady_clock::time_point read_again_at_;
  std::size_t firing_ = 0;   // incidents in work
  std::string trouble_;      // why the last firing failed; empty = it did not
  runtime::Wakeup changed_;  // the queue has an earlier entry, or a firing has ended
};

}  // namespace turnout::accountability
