// Distance and straight-line travel time between two points on the earth.
#pragma once

#include <cstdint>

#include "domain/distance.h"

namespace turnout::geo {

using domain::distance_m;
using domain::kEarthRadiusM;

// Milliseconds to go `metres` (≥ 0) at `metres_per_second` (> 0), rounded up.
std::int64_t travel_time_ms(double metres, double metres_per_second);

}  // namespace turnout::geo
