// Distance between two points on the earth.
#pragma once

#include "turnout/v1/incident.pb.h"

namespace turnout::domain {

// Mean radius of the earth, metres (IUGG).
inline constexpr double kEarthRadiusM = 6'371'008.8;

// Great-circle distance in metres (haversine on a sphere: within 0.6 % of the ellipsoid).
double distance_m(const v1::Position& a, const v1::Position& b);

}  // namespace turnout::domain
