#include "domain/distance.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace turnout::domain {

double distance_m(const v1::Position& a, const v1::Position& b) {
  constexpr double kRadians = std::numbers::pi / 180;
  const double north = std::sin((b.latitude_deg() - a.latitude_deg()) * kRadians / 2);
  const double east = std::sin((b.longitude_deg() - a.longitude_deg()) * kRadians / 2);
  const double haversine = north * north + std::cos(a.latitude_deg() * kRadians) *
                                               std::cos(b.latitude_deg() * kRadians) * east * east;
  return 2 * kEarthRadiusM * std::asin(std::sqrt(std::min(1.0, haversine)));
}

}  // namespace turnout::domain
