// When an incident began, as the city's clock showed it: the values by which it is grouped.
#pragma once

#include <cstdint>
#include <string>

#include "turnout/v1/time_zone.pb.h"

namespace turnout::archive {

struct LocalStart {
  std::string hour;     // "00" to "23"; of an hour that the clock shows twice "02A", then "02B"
  std::string weekday;  // "1" = Monday to "7" = Sunday
  std::string day;      // "2026-11-28"
  std::string week;     // "2026-W48"
  std::string month;    // "2026-11"
};

LocalStart local_start(const v1::TimeZone& zone, std::int64_t at_ms);

}  // namespace turnout::archive
