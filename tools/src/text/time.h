// Instants for people, in a city's time zone. Unix milliseconds; 0 = not known, shown as "–".
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "turnout/v1/time_zone.pb.h"

namespace turnout::text {

// "14:03:07" and "2026-11-23 14:03:07". What the city's clock shows twice gets its offset: "01:30:00 -04:00".
std::string clock_time(std::int64_t at_ms, const v1::TimeZone& zone);
std::string date_time(std::int64_t at_ms, const v1::TimeZone& zone);

// "14:03" of the same local day as now, else "11-24 08:00".
std::string near_time(std::int64_t at_ms, std::int64_t now_ms, const v1::TimeZone& zone);

// "2026-11-23T14:03:07+08:00" (or Z, or a space instead of T; also with a fraction). Nothing for anything
// else.
std::optional<std::int64_t> parse_instant(std::string text);

}  // namespace turnout::text
