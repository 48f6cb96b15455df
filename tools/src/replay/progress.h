// Progress of a replay on standard error: a bar on a terminal, else a line every few seconds.
#pragma once

#include <chrono>
#include <string>

#include "replay/player.h"

namespace turnout::replay {

class Progress {
 public:
  // `zone`: time zone in which the simulated time is shown.
  Progress(std::int64_t begins_at_ms, double speed, std::string zone);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // May be called any number of times; draws at intervals.
  void show(const PlayState& state);

 private:
  std::string line(const PlayState& state, double rate) const;

  const std::int64_t begins_at_ms_;
  const double speed_;
  const std::string zone_;
  const bool on_terminal_;
  const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point drawn_ = began_;
  std::size_t done_when_drawn_ = 0;
};

// "[######····] 40 %  2020-04-08 03:12:00  1234 of 5560 steps  28/s  12:34 left", without a bar for `bar` =
// 0.
struct ProgressFigures {
  double share = 0;  // 0 to 1
  std::string time;
  std::size_t done = 0;
  std::size_t total = 0;
  double rate = 0;             // steps per second
  std::int64_t left_ms = 0;    // real time
  std::int64_t behind_ms = 0;  // real time
};
std::string progress_line(const ProgressFigures& figures, int bar);

}  // namespace turnout::replay
