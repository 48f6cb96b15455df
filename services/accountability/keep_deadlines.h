// The deadline keeper: fires every deadline once, never early, milliseconds after it is due, also across
// restarts.
//
// Deadlines are state; the store only indexes when each incident is next due. The keeper holds the nearest of
// them in its queue, sleeps until the earliest, asks the rulebook what is due and commits. All of it are
// hints: the version check of the commit makes a firing happen once, with however many keepers, and reading
// the index again, at least once a second, finds whatever the queue has missed. After a restart the index
// says where to go on: overdue first.
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

  // Until cancelled. Backs off, counts, logs and goes on while the store is away.
  Awaitable<void> run();

  // Takes the newest events into the queue.
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
  std::size_t firing_ = 0;   // incidents that are looked at now
  std::string trouble_;      // why the latest one could not be fired; empty = none
  runtime::Wakeup changed_;  // the queue has an earlier entry, or a firing has ended
};

}  // namespace turnout::accountability
