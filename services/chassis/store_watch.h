// Reads figures of the district from the event store, for the gauges: how far this service has read the log, and how
// long the oldest unfired deadline has been due. Every service reads them, so that a stopped deadline keeper is
// noticed.
//
// Not thread-safe: on the io_context's thread.
#pragma once

#include <cstdint>

#include "event_store/event_store.h"
#include "event_store/log_position.h"
#include "runtime/clock.h"
#include "telemetry/metrics.h"

namespace turnout::chassis {

class StoreWatch {
 public:
  StoreWatch(event_store::EventStore& store, const event_store::LogPosition& log, const runtime::Clock& clock,
             telemetry::Metrics& metrics)
      : store_(store), log_(log), clock_(clock), metrics_(metrics) {}

  // Call it once a second. Throws runtime::Unavailable while the store cannot be reached. Throws
  // event_store::BrokenRecord when the store has another log, or less of it than this process has read: it was restored, or
  // a replica was promoted. The process must then restart, because commits on its states would overwrite the store's.
  Awaitable<void> poll();
  // Exports the age of the oldest unfired deadline of the last poll. The age grows while the store cannot be reached.
  void show_age() const;

 private:
  event_store::EventStore& store_;
  const event_store::LogPosition& log_;
  const runtime::Clock& clock_;
  telemetry::Metrics& metrics_;
  std::int64_t next_due_ms_ = 0;  // 0 = no deadline
};

}  // namespace turnout::chassis
