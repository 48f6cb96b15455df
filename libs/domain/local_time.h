// A city's local time: what its clock shows at an instant, and at which instants it shows a time. All of it
// comes from the clock changes that the zone carries. Pure; no time zone database is read.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "turnout/v1/time_zone.pb.h"

namespace turnout::domain {

// What the city's clock shows. Never an instant: the clock may skip or repeat a time.
using LocalTime = std::chrono::local_time<std::chrono::milliseconds>;
using LocalDay = std::chrono::local_days;

// "Asia/Shanghai"; "UTC" for a zone without a name.
std::string zone_name(const v1::TimeZone& zone);

// How far local time is ahead of UTC.
std::int64_t utc_offset_ms(const v1::TimeZone& zone, std::int64_t at_ms);
LocalTime local_time(const v1::TimeZone& zone, std::int64_t at_ms);

// The latest time that the clock has shown up to an instant. It never goes back: while the clock repeats an
// hour it stays at the end of that hour. So what begins at a time of day begins once, when the clock first
// shows that time or, where it is skipped, a later one.
LocalTime reached_local_time(const v1::TimeZone& zone, std::int64_t at_ms);

// The first instant at which the clock shows this time or, where it is skipped, a later one.
std::int64_t first_instant(const v1::TimeZone& zone, LocalTime time);

enum class Shown { kOnce, kNever, kTwice };

// The instants that a local time may mean. Once: both are the same. Twice: with the offsets before and after
// the clocks are set back. Never: with the offsets after and before they are set forward, when the clock
// showed an earlier and shows a later time.
struct Readings {
  Shown shown = Shown::kOnce;
  std::int64_t earlier_ms = 0;
  std::int64_t later_ms = 0;
};
Readings readings_of(const v1::TimeZone& zone, LocalTime time);

}  // namespace turnout::domain
