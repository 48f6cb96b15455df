// The present of a city, for displays: what its services' clock says, and in which zone people read it.
#pragma once

#include <cstdint>

#include "turnout/v1/time_zone.pb.h"

namespace turnout::turnoutctl {

struct CityNow {
  std::int64_t now_ms = 0;
  const v1::TimeZone& zone;
};

}  // namespace turnout::turnoutctl
