// Holds the service clock against its witnesses, the host's wall clock and Redis' TIME: at start it decides
// whether to trust it, and then it shows how far each is off.
//
// A witness that is more than half a second off is logged when that begins and when it has ended, and moves
// nothing: somebody must find out which clock is wrong, set it right, and restart the service if it was the
// service's.
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

  // Before anything looks at the service clock: sets it by the host's wall clock. Throws
  // runtime::Unavailable, saying why, if that and Redis' clock differ by more than `tolerance`; the host's
  // may have been set right by the next call.
  Awaitable<void> set_clock(std::chrono::milliseconds tolerance);

  // Once a second. The service clock follows the host's wall clock as far as it may.
  void poll_host();
  // Throws runtime::Unavailable while the store is away.
  Awaitable<void> poll_redis();

 private:
  // By how much Redis' clock is ahead of the service clock, beyond what the way to it and back may account
  // for.
  Awaitable<runtime::Milliseconds> redis_ahead();
  void show(telemetry::ClockWitness witness, runtime::Milliseconds ahead);

  runtime::ServiceClock& clock_;
  event_store::RedisEventStore& store_;
  telemetry::Metrics& metrics_;
  std::array<bool, telemetry::kClockWitnesses> disagrees_{};
};

}  // namespace turnout::chassis
