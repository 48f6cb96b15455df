// Time steps of a live display, which signals and the keyboard cut short.
#pragma once

#include <chrono>

namespace turnout::turnoutctl {

enum class Tick { kTime, kResized, kStop };

// Make it before any other thread exists: those inherit the mask, so that the signals come here and nowhere
// else.
class Ticks {
 public:
  // Holds SIGINT, SIGTERM, SIGHUP (stop) and SIGWINCH (resized) back from now on. The key q on the terminal
  // `keys_fd` stops too; -1 = there is none.
  explicit Ticks(int keys_fd);
  ~Ticks();
  Ticks(const Ticks&) = delete;
  Ticks& operator=(const Ticks&) = delete;

  // Sleeps for `time`, or until something of that happens.
  Tick next(std::chrono::milliseconds time);

 private:
  Tick read_signal() const;
  Tick read_keys();

  int signals_fd_;
  int keys_fd_;
};

}  // namespace turnout::turnoutctl
