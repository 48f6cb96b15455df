// Distance and straight-line travel time between two points on the earth.
#pragma once

#include <cstdint>

#include "turnout/v1/incident.pb.h"

namespace turnout::geo {

// Mean radius of the earth, metres (IUGG).
inline constexpr double kEarthRadiusM = 6'371'008.8;

// Great-circle distance in metres (haversine on a sphere: within 0.6 % of the ellipsoid).
double distance_m(const v1::Position& a, const v1::Position& b);

// Milliseconds to go `metres` (≥ 0) at `metres_per_second` (> 0), rounded up.
std::int64_t travel_time_ms(double metres, double metres_per_second);

}  // namespace turnout::geo
