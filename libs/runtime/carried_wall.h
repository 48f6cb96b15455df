// The host's wall clock, read once and then advanced by the monotonic clock, so that a jump of the wall clock
// has no effect.
//
// Slow drift of the wall clock is followed, slewed and never stepped, within the kernel's bounds for NTP: a
// difference of at most half a second, at 500 ppm at most (MAXPHASE and MAXFREQ of Linux' timex.h;
// adjtimex(2)). A wall clock that is further off was set by somebody, and is not followed. So jumps change the
// carried time by half a millisecond per second at most, however often they happen.
//
// A value, not thread-safe.
#pragma once

#include <chrono>

namespace turnout::runtime {

using Milliseconds = std::chrono::duration<double, std::milli>;

// The host's two clocks at one moment.
struct HostTime {
  Milliseconds wall;       // since the Unix epoch; jumps when somebody sets it
  Milliseconds monotonic;  // since some start; never jumps, and runs at the wall clock's rate
};
HostTime host_time();

inline constexpr Milliseconds kLargestFollowed{500};

class CarriedWall {
 public:
  explicit CarriedWall(HostTime start) : from_(start) {}

  // The carried time at a monotonic instant, which must not be before the last follow(). Never goes back.
  Milliseconds at(Milliseconds monotonic) const;
  // The monotonic instant at which the carried time is `wall`, provided that follow() is not called again.
  Milliseconds monotonic_at(Milliseconds wall) const;

  // Follows the host's wall clock from now on, if the difference is within the bound. Returns how far the wall
  // clock is ahead, negative if it is behind.
  Milliseconds follow(HostTime now);

 private:
  HostTime from_;               // start of the current slew
  Milliseconds to_catch_up_{};  // what the slew must gain, negative if it must lose
};

}  // namespace turnout::runtime
