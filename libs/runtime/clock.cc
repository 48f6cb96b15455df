#include "runtime/clock.h"

#include <cmath>
#include <utility>

namespace turnout::runtime {

ServiceClock::ServiceClock(ClockAnchors anchors, ReadHostTime read)
    : anchors_(anchors), read_(std::move(read)), wall_(read_()) {}

Milliseconds ServiceClock::wall() const {
  return wall_.at(read_().monotonic);
}

Milliseconds ServiceClock::now() const {
  const Milliseconds since_anchor = wall() - Milliseconds(anchors_.wall_ms);
  return Milliseconds(anchors_.sim_ms) + since_anchor * anchors_.speed;
}

std::int64_t ServiceClock::now_ms() const {
  return static_cast<std::int64_t>(std::floor(now().count()));
}

std::chrono::nanoseconds ServiceClock::real_until_after(std::int64_t at_ms) const {
  const Milliseconds since_anchor = Milliseconds(at_ms + 1 - anchors_.sim_ms) / anchors_.speed;
  const Milliseconds then = wall_.monotonic_at(Milliseconds(anchors_.wall_ms) + since_anchor);
  const Milliseconds left = then - read_().monotonic;
  if (left.count() <= 0) return std::chrono::nanoseconds::zero();
  return std::chrono::ceil<std::chrono::nanoseconds>(left);
}

Milliseconds ServiceClock::follow_host() {
  const HostTime host = read_();
  if (anchors_.speed != 1) return host.wall - wall_.at(host.monotonic);
  return wall_.follow(host);
}

void ServiceClock::set_by_host() {
  wall_ = CarriedWall(read_());
}

}  // namespace turnout::runtime
