// The service clock: the instant at which the rules look at an incident.
//
// The host's wall clock is read once and carried on by the monotonic clock, so that a jump of the host's
// clock moves nothing (carried_wall.h). For replays the carried time is scaled:
//   now = anchor_sim + (wall − anchor_wall) × speed
// Only `now` is scaled. Sleeps, RPC deadlines, back-off and socket time-outs are real time: `real_until`
// translates.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

#include "runtime/carried_wall.h"

namespace turnout::runtime {

// The three numbers that all services of a district share; they survive restarts because they are flags.
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

// Not thread-safe: one thread has it, once it serves the io_context's.
class ServiceClock final : public Clock {
 public:
  using ReadHostTime = std::function<HostTime()>;

  // Reads the wall clock. Tests bring a host time of their own.
  explicit ServiceClock(ClockAnchors anchors, ReadHostTime read = host_time);

  std::int64_t now_ms() const override;
  std::chrono::nanoseconds real_until_after(std::int64_t at_ms) const override;
  const ClockAnchors& anchors() const { return anchors_; }

  // The wall time that is carried, unscaled.
  Milliseconds wall() const;

  // To be called about once a second: follows the host's wall clock as far as CarriedWall does; a replay's
  // clock must run as its anchors say, and follows nothing. Returns by how much the wall clock is ahead of
  // `wall()`.
  Milliseconds follow_host();

  // Reads the wall clock anew. It may go back: only while nothing has been decided by it.
  void set_by_host();

 private:
  Milliseconds now() const;

  ClockAnchors anchors_;
  ReadHostTime read_;
  CarriedWall wall_;
};

}  // namespace turnout::runtime
