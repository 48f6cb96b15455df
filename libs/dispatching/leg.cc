#include "dispatching/leg.h"

#include "geo/distance.h"

namespace turnout::dispatching {

std::optional<Leg> leg(const std::optional<v1::Fix>& from, const v1::Place& place, double speed_mps) {
  if (!from || !place.has_position()) return std::nullopt;
  const double metres = geo::distance_m(from->position(), place.position());
  return Leg{.distance_m = metres, .travel_ms = geo::travel_time_ms(metres, speed_mps)};
}

}  // namespace turnout::dispatching
