// The instants at which clocks start and stop.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "turnout/v1/incident.pb.h"

namespace turnout::domain {

// The orders whose milestones count: those with these numbers.
struct OrderRange {
  std::uint32_t first = 1;
  std::uint32_t last = std::numeric_limits<std::uint32_t>::max();
};

// When the edge came to pass, by the times that count, or nothing if it has not. Of a milestone: the first of these orders that
// reached it. A later milestone up to ON_SCENE shows that the earlier ones had been reached by then: a late report of them moves
// nothing to a later instant. Nothing for REOPENED and UNATTENDED, which only the clock itself knows.
std::optional<std::int64_t> instant_of(const v1::Incident& incident, v1::ClockEdge edge,
                                       OrderRange orders = {});

// The earlier of two instants; the other one if there is only one.
std::optional<std::int64_t> earlier(std::optional<std::int64_t> a, std::optional<std::int64_t> b);

// True for a clock that every order has for itself.
bool is_of_each_order(const v1::EffectiveClock& limit);

}  // namespace turnout::domain
