// Compares the service clock with the host's wall clock and Redis' TIME. At the start it decides whether the service
// clock can be trusted; afterwards it exports the difference to each.
//
// A difference of more than half a second is logged when it begins and when it ends. It does not change the service
// clock: somebody must find and correct the wrong clock, and restart the service if it was the service's.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <array>
#include <chrono>

#include "event_store/redis_event_store.h"
#include "runtime/clock.h"
#include "telemetry/metrics.h"

namespace turnout::chassis {

class ClockWatch {
 public:
  ClockWatch(runtime::ServiceClock& clock, event_store::RedisEventStore& store, telemetry::Metrics& metrics)
      : clock_(clock), store_(store), metrics_(metrics) {}

  // Call it before anything reads the service clock. Sets the service clock by the host's wall clock. Throws
  // runtime::Unavailable with the reason if the host's clock and Redis' differ by more than `tolerance`; call it
  // again, because the clock may have been corrected.
  Awaitable<void> set_clock(std::chrono::milliseconds tolerance);

  // Call it once a second. The service clock follows the host's wall clock within its bounds (carried_wall.h).
  void poll_host();
  // Throws runtime::Unavailable while the store cannot be reached.
  Awaitable<void> poll_redis();

 private:
  // How far Redis' clock is ahead of the service clock, without the part that the round trip can explain.
  Awaitable<runtime::Milliseconds> redis_ahead();
  void show(telemetry::ClockWitness witness, runtime::Milliseconds ahead);

  runtime::ServiceClock& clock_;
  event_store::RedisEventStore& store_;
  telemetry::Metrics& metrics_;
  std::array<bool, telemetry::kClockWitnesses> disagrees_{};
};

}  // namespace turnout::chassis
