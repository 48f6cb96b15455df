#include "text/typed_time.h"

#include <fmt/format.h>

#include "domain/local_time_text.h"
#include "text/time.h"

namespace turnout::text {
namespace {

using domain::LocalDay;
using domain::LocalTime;
using domain::Readings;
using domain::Shown;
using std::chrono::days;

using Found = tl::expected<std::int64_t, std::string>;

constexpr std::int64_t kFarMs = 12LL * 3'600 * 1'000;
// The clock shows every time of day within as many days, even where it skips a whole one.
constexpr int kDaysLookedAt = 3;

bool is_on_asked_side(std::int64_t at_ms, const TypedWhere& where) {
  return where.nearest == NearestTime::kPast ? at_ms <= where.now_ms : at_ms > where.now_ms;
}

// What a local time means of one day; nothing if that is on the other side of now.
std::optional<Found> on_asked_side(LocalTime time, const TypedWhere& where) {
  const Readings readings = domain::readings_of(where.zone, time);
  if (readings.shown == Shown::kNever) {
    if (!is_on_asked_side(domain::first_instant(where.zone, time), where)) return std::nullopt;
    return domain::one_instant(where.zone, time);
  }
  const bool earlier = is_on_asked_side(readings.earlier_ms, where);
  const bool later = is_on_asked_side(readings.later_ms, where);
  if (earlier && later) return domain::one_instant(where.zone, time);
  if (earlier) return readings.earlier_ms;
  if (later) return readings.later_ms;
  return std::nullopt;
}

Found nearest(std::chrono::milliseconds time_of_day, const TypedWhere& where) {
  LocalDay day = std::chrono::floor<days>(domain::local_time(where.zone, where.now_ms));
  for (int i = 0; i < kDaysLookedAt; ++i) {
    if (auto found = on_asked_side(day + time_of_day, where)) return *std::move(found);
    day += where.nearest == NearestTime::kPast ? days(-1) : days(1);
  }
  return tl::make_unexpected(std::string("is not a time that the city's clock shows these days"));
}

std::string not_come(const TypedWhere& where) {
  return fmt::format("has not come yet: it is {} now; write a time up to now",
                     date_time(where.now_ms, where.zone));
}

LocalDay day_of(std::int64_t at_ms, const v1::TimeZone& zone) {
  return std::chrono::floor<days>(domain::local_time(zone, at_ms));
}

Found near_past(std::chrono::milliseconds time_of_day, const TypedWhere& where) {
  Found found = nearest(time_of_day, where);
  if (!found || where.now_ms - *found <= kFarMs) return found;
  const std::string full = date_time(*found, where.zone);
  if (day_of(*found, where.zone) == day_of(where.now_ms, where.zone)) {
    return tl::make_unexpected(
        fmt::format("was last more than 12 h ago: write \"{}\" if you mean that time", full));
  }
  return tl::make_unexpected(fmt::format("{}, or \"{}\" if you mean the day before", not_come(where), full));
}

Found instant_anywhere(const TypedTime& typed, const TypedWhere& where) {
  if (typed.instant_ms) return *typed.instant_ms;
  if (!typed.time_of_day) return domain::first_instant(where.zone, *typed.day);
  if (typed.day) return domain::one_instant(where.zone, *typed.day + *typed.time_of_day);
  return where.nearest == NearestTime::kPast ? near_past(*typed.time_of_day, where)
                                             : nearest(*typed.time_of_day, where);
}

}  // namespace

std::optional<TypedTime> read_typed_time(const std::string& text) {
  if (const auto instant_ms = parse_instant(text)) return TypedTime{.instant_ms = instant_ms};
  if (const auto time_of_day = domain::read_time_of_day(text)) return TypedTime{.time_of_day = time_of_day};
  const std::size_t space = text.find(' ');
  const auto day = domain::read_day(text.substr(0, space));
  if (!day) return std::nullopt;
  if (space == std::string::npos) return TypedTime{.day = day};
  const auto time_of_day = domain::read_time_of_day(text.substr(space + 1));
  if (!time_of_day) return std::nullopt;
  return TypedTime{.day = day, .time_of_day = time_of_day};
}

Found instant_of(const TypedTime& typed, const TypedWhere& where) {
  Found found = instant_anywhere(typed, where);
  if (found && where.has_happened && *found > where.now_ms) return tl::make_unexpected(not_come(where));
  return found;
}

}  // namespace turnout::text
