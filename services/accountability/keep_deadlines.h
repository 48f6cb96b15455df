// The deadline keeper: fires every deadline once, never early, milliseconds after it is due, also across
// restarts.
//
// Deadlines are state; the store only indexes when each incident is next due. The keeper sleeps until the
// earliest, asks the rulebook what is due and commits. A wake-up is a hint: the version check of the commit
// makes a firing happen once, with however many keepers. After a restart the index says where to go on:
// overdue first.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <boost/asio/io_context.hpp>
#include <limits>
#include <vector>

#include "event_store/district_view.h"
#include "host/district.h"
#include "runtime/wakeup.h"

namespace turnout::accountability {

class DeadlineKeeper {
 public:
  DeadlineKeeper(boost::asio::io_context& io, host::District& district);

  // Until cancelled. Backs off, counts, logs and goes on while the store is away.
  Awaitable<void> run();

  // Looks whether the newest events make an incident due earlier than the keeper would wake.
  void take(const std::vector<event_store::Entry>& entries);

 private:
  Awaitable<void> keep();
  Awaitable<void> fire(std::vector<event_store::DueIncident> due);
  Awaitable<void> fire_one(std::string incident_id);
  Awaitable<void> sleep_until_after(std::int64_t due_at_ms);

  boost::asio::io_context& io_;
  host::District& district_;
  runtime::Wakeup earlier_;
  std::int64_t sleeping_until_ms_ = std::numeric_limits<std::int64_t>::max();
};

}  // namespace turnout::accountability
