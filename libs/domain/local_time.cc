#include "domain/local_time.h"

#include <algorithm>
#include <limits>

namespace turnout::domain {
namespace {

using std::chrono::milliseconds;

// How many of the zone's offsets have begun; the first has begun at all times.
int offsets_begun(const v1::TimeZone& zone, std::int64_t at_ms) {
  const auto& offsets = zone.offsets();
  const auto next = std::upper_bound(
      offsets.begin(), offsets.end(), at_ms,
      [](std::int64_t instant_ms, const v1::UtcOffset& offset) { return instant_ms < offset.from_ms(); });
  return std::max(1, static_cast<int>(next - offsets.begin()));
}

std::int64_t begin_ms(const v1::TimeZone& zone, int offset) {
  return offset == 0 ? std::numeric_limits<std::int64_t>::min() : zone.offsets(offset).from_ms();
}

std::int64_t end_ms(const v1::TimeZone& zone, int offset) {
  return offset + 1 == zone.offsets_size() ? std::numeric_limits<std::int64_t>::max()
                                           : zone.offsets(offset + 1).from_ms();
}

// What is shown at an instant if this offset holds.
LocalTime shown(std::int64_t at_ms, const v1::UtcOffset& offset) {
  return LocalTime(milliseconds(at_ms + offset.offset_ms()));
}

}  // namespace

std::string zone_name(const v1::TimeZone& zone) {
  return zone.name().empty() ? "UTC" : zone.name();
}

std::int64_t utc_offset_ms(const v1::TimeZone& zone, std::int64_t at_ms) {
  return zone.offsets().empty() ? 0 : zone.offsets(offsets_begun(zone, at_ms) - 1).offset_ms();
}

LocalTime local_time(const v1::TimeZone& zone, std::int64_t at_ms) {
  return LocalTime(milliseconds(at_ms + utc_offset_ms(zone, at_ms)));
}

LocalTime reached_local_time(const v1::TimeZone& zone, std::int64_t at_ms) {
  const LocalTime now = local_time(zone, at_ms);
  if (zone.offsets().empty()) return now;
  const int current = offsets_begun(zone, at_ms) - 1;
  if (current == 0) return now;
  const LocalTime before_change = shown(begin_ms(zone, current) - 1, zone.offsets(current - 1));
  return std::max(now, before_change);
}

std::int64_t first_instant(const v1::TimeZone& zone, LocalTime time) {
  const Readings readings = readings_of(zone, time);
  if (readings.shown != Shown::kNever) return readings.earlier_ms;
  return end_ms(zone, offsets_begun(zone, readings.earlier_ms) - 1);
}

Readings readings_of(const v1::TimeZone& zone, LocalTime time) {
  const std::int64_t local_ms = time.time_since_epoch().count();
  if (zone.offsets().empty()) return {.shown = Shown::kOnce, .earlier_ms = local_ms, .later_ms = local_ms};
  for (int i = 0; i < zone.offsets_size(); ++i) {
    const std::int64_t at_ms = local_ms - zone.offsets(i).offset_ms();
    if (at_ms >= end_ms(zone, i)) continue;
    // Past the end of every offset before this one. Before the beginning of this one: nobody shows it.
    if (at_ms < begin_ms(zone, i)) {
      return {.shown = Shown::kNever,
              .earlier_ms = at_ms,
              .later_ms = local_ms - zone.offsets(i - 1).offset_ms()};
    }
    if (i + 1 == zone.offsets_size()) {
      return {.shown = Shown::kOnce, .earlier_ms = at_ms, .later_ms = at_ms};
    }
    const std::int64_t again_ms = local_ms - zone.offsets(i + 1).offset_ms();
    const bool twice = again_ms >= begin_ms(zone, i + 1) && again_ms < end_ms(zone, i + 1);
    return {.shown = twice ? Shown::kTwice : Shown::kOnce,
            .earlier_ms = at_ms,
            .later_ms = twice ? again_ms : at_ms};
  }
  return {};  // not reached: the last offset has no end
}

}  // namespace turnout::domain
