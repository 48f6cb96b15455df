// The host's wall clock, read once and carried on by the monotonic clock: a jump of the wall clock moves
// nothing.
//
// What the wall clock gains or loses little by little it follows, slewed and never stepped, by the kernel's
// own figures for NTP: a difference of at most half a second, at 500 ppm at most (MAXPHASE and MAXFREQ of
// Linux' timex.h; adjtimex(2)). A wall clock that is further off has been set, rightly or wrongly, and is not
// followed. So any jump, however often it comes, costs half a millisecond a second at worst.
//
// A value, not thread-safe.
#pragma once

#include <chrono>

namespace turnout::runtime {

using Milliseconds = std::chrono::duration<double, std::milli>;

// What the host's two clocks show at one moment.
struct HostTime {
  Milliseconds wall;       // since the Unix epoch; jumps when somebody sets it
  Milliseconds monotonic;  // since some start; never jumps, and runs at the wall clock's rate
};
HostTime host_time();

inline constexpr Milliseconds kLargestFollowed{500};

class CarriedWall {
 public:
  explicit CarriedWall(HostTime start) : from_(start) {}

  // The carried time at a monotonic instant, no earlier than the last one that was followed. Never goes back.
  Milliseconds at(Milliseconds monotonic) const;
  // The monotonic instant at which it shows `wall`, should the host's wall clock not be followed again.
  Milliseconds monotonic_at(Milliseconds wall) const;

  // Catches up with the host's wall clock from now on, if that is no further off than it may be. Returns by
  // how much the wall clock is ahead, negative if it is behind.
  Milliseconds follow(HostTime now);

 private:
  HostTime from_;               // where the present stretch begins
  Milliseconds to_catch_up_{};  // what is to be gained in it, or lost
};

}  // namespace turnout::runtime
