// Distance and travel time of a unit to an incident.
#pragma once

#include <cstdint>
#include <optional>

#include "turnout/v1/incident.pb.h"
#include "turnout/v1/unit.pb.h"

namespace turnout::unit_selection {

struct TravelEstimate {
  double distance_m = 0;
  std::int64_t travel_ms = 0;
};

// In a straight line from the unit's position at `speed_mps`; nothing if either position or the speed is unknown (0).
std::optional<TravelEstimate> travel_estimate(const std::optional<v1::Fix>& from, const v1::Place& place,
                                              double speed_mps);

}  // namespace turnout::unit_selection
