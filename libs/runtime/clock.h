// The service clock: the instant at which the rules look at an incident.
//
// The wall clock is read once, at construction, and carried on by the monotonic clock, so that a jump of the
// host's clock moves nothing. For replays the carried time is scaled:
//   now = anchor_sim + (wall − anchor_wall) × speed
// Only `now` is scaled. Sleeps, RPC deadlines, back-off and socket time-outs are real time: `real_until`
// translates.
#pragma once

#include <chrono>
#include <cstdint>

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

// Thread-safe: immutable after construction.
class ServiceClock final : public Clock {
 public:
  explicit ServiceClock(ClockAnchors anchors);
  std::int64_t now_ms() const override;
  std::chrono::nanoseconds real_until_after(std::int64_t at_ms) const override;
  const ClockAnchors& anchors() const { return anchors_; }

 private:
  double sim_now_ms() const;

  ClockAnchors anchors_;
  double wall_at_start_ms_;
  std::chrono::steady_clock::time_point steady_at_start_;
};

}  // namespace turnout::runtime
