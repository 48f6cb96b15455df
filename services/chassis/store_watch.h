// What the event store says of the district, for the gauges: how far this service is in the log, and
// whether a deadline is past due that nobody has fired. Every service asks, so that it shows when the service
// that keeps the deadlines has stopped.
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

  // Once a second; throws runtime::Unavailable while the store is away, and event_store::BrokenRecord when it
  // has less of the log than was read from it: it was restored, or a replica promoted. What this process
  // holds in memory would be written over what is there, so that it must end and begin anew.
  Awaitable<void> poll();
  // Shows the age of the oldest unfired deadline by the last look: it grows on while the store is away.
  void show_age() const;

 private:
  event_store::EventStore& store_;
  const event_store::LogPosition& log_;
  const runtime::Clock& clock_;
  telemetry::Metrics& metrics_;
  std::int64_t next_due_ms_ = 0;  // 0 = nothing is due at any time
};

}  // namespace turnout::chassis
