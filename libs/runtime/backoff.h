// Pauses between the tries of something that fails: each twice as long as the one before, up to a bound, with
// jitter.
//
// Not thread-safe.
#pragma once

#include <chrono>
#include <random>

namespace turnout::runtime {

class Backoff {
 public:
  // 0 < shortest ≤ longest. The seed is for tests that want the same pauses again.
  Backoff(std::chrono::milliseconds shortest, std::chrono::milliseconds longest,
          std::minstd_rand::result_type seed = std::random_device{}());

  // The next pause: evenly drawn from the upper half of the step, so that clients that failed together do not
  // come back together.
  std::chrono::milliseconds next();

  // What was tried has worked: start again with the shortest pause.
  void reset() { step_ = shortest_; }

 private:
  std::chrono::milliseconds shortest_;
  std::chrono::milliseconds longest_;
  std::chrono::milliseconds step_;
  std::minstd_rand random_;
};

}  // namespace turnout::runtime
