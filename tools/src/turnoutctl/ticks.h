// Time steps of a live display. Signals and the keyboard end a step early.
#pragma once

#include <chrono>
#include <string>

#include "turnoutctl/keys.h"

namespace turnout::turnoutctl {

enum class Tick { kTime, kResized, kKey, kStop };

// Construct it before any other thread exists: other threads inherit the mask, so that the signals arrive only here.
class Ticks {
 public:
  // Blocks SIGINT, SIGTERM, SIGHUP (stop) and SIGWINCH (resized) from now on. Reads keys from the terminal `keys_fd`;
  // -1 = no terminal.
  explicit Ticks(int keys_fd);
  ~Ticks();
  Ticks(const Ticks&) = delete;
  Ticks& operator=(const Ticks&) = delete;

  // Sleeps for `time`, or until a signal or a key arrives. The key q stops.
  Tick next(std::chrono::milliseconds time);
  // The key of the last step that ended with kKey.
  Key key() const { return key_; }

 private:
  Tick read_signal() const;
  Tick read_keys();
  Tick taken(Key key);

  int signals_fd_;
  int keys_fd_;
  std::string typed_;  // what has been read and not yet been taken
  Key key_ = Key::kOther;
};

}  // namespace turnout::turnoutctl
