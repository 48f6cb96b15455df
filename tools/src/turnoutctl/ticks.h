// Time steps of a live display. Signals and the keyboard end a step early.
#pragma once

#include <chrono>

namespace turnout::turnoutctl {

enum class Tick { kTime, kResized, kStop };

// Construct it before any other thread exists: other threads inherit the mask, so that the signals arrive only here.
class Ticks {
 public:
  // Blocks SIGINT, SIGTERM, SIGHUP (stop) and SIGWINCH (resized) from now on. The key q on the terminal `keys_fd`
  // also stops; -1 = no terminal.
  explicit Ticks(int keys_fd);
  ~Ticks();
  Ticks(const Ticks&) = delete;
  Ticks& operator=(const Ticks&) = delete;

  // Sleeps for `time`, or until a signal or the key q arrives.
  Tick next(std::chrono::milliseconds time);

 private:
  Tick read_signal() const;
  Tick read_keys();

  int signals_fd_;
  int keys_fd_;
};

}  // namespace turnout::turnoutctl
