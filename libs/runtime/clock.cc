#include "runtime/clock.h"

#include <cmath>

namespace turnout::runtime {
namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

double wall_ms() {
  return std::chrono::duration_cast<Milliseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace

ServiceClock::ServiceClock(ClockAnchors anchors)
    : anchors_(anchors), wall_at_start_ms_(wall_ms()), steady_at_start_(std::chrono::steady_clock::now()) {}

double ServiceClock::sim_now_ms() const {
  const double carried_ms = Milliseconds(std::chrono::steady_clock::now() - steady_at_start_).count();
  const double since_anchor_ms = wall_at_start_ms_ + carried_ms - static_cast<double>(anchors_.wall_ms);
  return static_cast<double>(anchors_.sim_ms) + since_anchor_ms * anchors_.speed;
}

std::int64_t ServiceClock::now_ms() const {
  return static_cast<std::int64_t>(std::floor(sim_now_ms()));
}

std::chrono::nanoseconds ServiceClock::real_until_after(std::int64_t at_ms) const {
  const double left_ms = (static_cast<double>(at_ms + 1) - sim_now_ms()) / anchors_.speed;
  if (left_ms <= 0) return std::chrono::nanoseconds::zero();
  return std::chrono::nanoseconds(static_cast<std::int64_t>(std::ceil(left_ms * 1e6)));
}

}  // namespace turnout::runtime
