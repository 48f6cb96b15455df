#include "unit_selection/travel_estimate.h"

#include "geo/distance.h"

namespace turnout::unit_selection {

std::optional<TravelEstimate> travel_estimate(const std::optional<v1::Fix>& from, const v1::Place& place,
                                              double speed_mps) {
  if (!from || !place.has_position() || speed_mps <= 0) return std::nullopt;
  const double metres = geo::distance_m(from->position(), place.position());
  return TravelEstimate{.distance_m = metres, .travel_ms = geo::travel_time_ms(metres, speed_mps)};
}

}  // namespace turnout::unit_selection
