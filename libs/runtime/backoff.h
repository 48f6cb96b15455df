// Pauses between retries: each twice as long as the one before, up to a bound, with jitter.
//
// Not thread-safe.
#pragma once

#include <chrono>
#include <random>

namespace turnout::runtime {

class Backoff {
 public:
  // 0 < shortest ≤ longest. Tests set the seed to get the same pauses again.
  Backoff(std::chrono::milliseconds shortest, std::chrono::milliseconds longest,
          std::minstd_rand::result_type seed = std::random_device{}());

  // The next pause, drawn uniformly from the upper half of the step, so that clients that failed together do not
  // retry together.
  std::chrono::milliseconds next();

  // Call it after a success: the next pause is the shortest again.
  void reset() { step_ = shortest_; }

 private:
  std::chrono::milliseconds shortest_;
  std::chrono::milliseconds longest_;
  std::chrono::milliseconds step_;
  std::minstd_rand random_;
};

}  // namespace turnout::runtime
