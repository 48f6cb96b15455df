#include "runtime/carried_wall.h"

#include <algorithm>
#include <cmath>

namespace turnout::runtime {
namespace {

constexpr double kFollowRate = 500e-6;

}  // namespace

HostTime host_time() {
  return {.wall = std::chrono::system_clock::now().time_since_epoch(),
          .monotonic = std::chrono::steady_clock::now().time_since_epoch()};
}

Milliseconds CarriedWall::at(Milliseconds monotonic) const {
  const Milliseconds passed = monotonic - from_.monotonic;
  const Milliseconds most = passed * kFollowRate;
  return from_.wall + passed + std::clamp(to_catch_up_, -most, most);
}

Milliseconds CarriedWall::monotonic_at(Milliseconds wall) const {
  const Milliseconds left = wall - from_.wall;
  const double rate = 1 + std::copysign(kFollowRate, to_catch_up_.count());
  const Milliseconds catching_up = std::chrono::abs(to_catch_up_) / kFollowRate;
  return from_.monotonic + (left < catching_up * rate ? left / rate : left - to_catch_up_);
}

Milliseconds CarriedWall::follow(HostTime now) {
  from_ = {.wall = at(now.monotonic), .monotonic = now.monotonic};
  const Milliseconds ahead = now.wall - from_.wall;
  to_catch_up_ = std::chrono::abs(ahead) <= kLargestFollowed ? ahead : Milliseconds(0);
  return ahead;
}

}  // namespace turnout::runtime
