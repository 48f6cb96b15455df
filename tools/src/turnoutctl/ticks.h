// Time steps of a live display, which signals cut short.
#pragma once

#include <signal.h>

#include <chrono>

namespace turnout::turnoutctl {

enum class Tick { kTime, kResized, kStop };

// Make it before any other thread exists: those inherit the mask, so that the signals come here and nowhere
// else.
class Ticks {
 public:
  // Holds SIGINT, SIGTERM, SIGHUP (stop) and SIGWINCH (resized) back from now on.
  Ticks();

  // Sleeps for `time`, or until one of the signals arrives.
  Tick next(std::chrono::milliseconds time);

 private:
  sigset_t signals_{};
};

}  // namespace turnout::turnoutctl
