#include "geo/distance.h"

#include <cmath>

namespace turnout::geo {

std::int64_t travel_time_ms(double metres, double metres_per_second) {
  return static_cast<std::int64_t>(std::ceil(metres / metres_per_second * 1000));
}

}  // namespace turnout::geo
