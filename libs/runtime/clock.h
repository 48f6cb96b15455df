// The service clock: `now` of every rule.
//
// The host's wall clock is read once and then advanced by the monotonic clock, so that a jump of the host's
// clock has no effect (carried_wall.h). For replays the carried time is scaled:
//   now = anchor_sim + (wall − anchor_wall) × speed
// Only `now` is scaled. Sleeps, RPC deadlines, back-off and socket time-outs are real time; `real_until_after`
// converts.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

#include "runtime/carried_wall.h"

namespace turnout::runtime {

// All services of a district have the same three numbers. They survive restarts because they are flags.
struct ClockAnchors {
  std::int64_t sim_ms = 0;   // service time at the anchor
  std::int64_t wall_ms = 0;  // Unix time of the host at the anchor
  double speed = 1;          // service milliseconds per real millisecond, > 0; 1 in production
};

class Clock {
 public:
  virtual ~Clock() = default;
  // Unix milliseconds on the service clock. Never goes back within a process.
  virtual std::int64_t now_ms() const = 0;
  // Real time from now until the service clock shows an instant strictly after `at_ms`; zero if it already
  // does.
  virtual std::chrono::nanoseconds real_until_after(std::int64_t at_ms) const = 0;
};

// Not thread-safe: one thread uses it, the io_context's once the service serves.
class ServiceClock final : public Clock {
 public:
  using ReadHostTime = std::function<HostTime()>;

  // Reads the wall clock. Tests pass their own `read`.
  explicit ServiceClock(ClockAnchors anchors, ReadHostTime read = host_time);

  std::int64_t now_ms() const override;
  std::chrono::nanoseconds real_until_after(std::int64_t at_ms) const override;
  const ClockAnchors& anchors() const { return anchors_; }

  // The carried wall time, unscaled.
  Milliseconds wall() const;

  // Call it about once a second. Follows the host's wall clock as CarriedWall does; a replay's clock runs by its
  // anchors and does not follow. Returns how far the wall clock is ahead of `wall()`.
  Milliseconds follow_host();

  // Reads the wall clock again. The service clock may go back, so call it only before the first decision.
  void set_by_host();

 private:
  Milliseconds now() const;

  ClockAnchors anchors_;
  ReadHostTime read_;
  CarriedWall wall_;
};

}  // namespace turnout::runtime
