#include "runtime/backoff.h"

#include <algorithm>
#include <utility>

namespace turnout::runtime {

Backoff::Backoff(std::chrono::milliseconds shortest, std::chrono::milliseconds longest,
                 std::minstd_rand::result_type seed)
    : shortest_(shortest), longest_(longest), step_(shortest), random_(seed) {}

std::chrono::milliseconds Backoff::next() {
  const auto step = std::exchange(step_, std::min(step_ * 2, longest_)).count();
  std::uniform_int_distribution<std::chrono::milliseconds::rep> pause(step - step / 2, step);
  return std::chrono::milliseconds(pause(random_));
}

}  // namespace turnout::runtime
