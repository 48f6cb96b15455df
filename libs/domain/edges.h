// The instants at which clocks start and stop.
#pragma once

#include <cstdint>
#include <optional>

#include "turnout/v1/incident.pb.h"

namespace turnout::domain {

// When the edge came to pass, by the times that count, or nothing if it has not. Of a milestone: for the
// order with this number, or for 0 the first order that reached it. A later milestone up to ON_SCENE shows
// that the earlier ones had been reached by then: a late report of them moves nothing to a later instant.
std::optional<std::int64_t> instant_of(const v1::Incident& incident, v1::ClockEdge edge,
                                       std::uint32_t order_number);

// True for a clock that every order has for itself.
bool is_of_each_order(const v1::EffectiveClock& limit);

}  // namespace turnout::domain
