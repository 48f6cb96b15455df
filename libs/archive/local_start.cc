#include "archive/local_start.h"

#include <chrono>

#include "domain/iso_week.h"
#include "domain/local_time.h"
#include "domain/local_time_text.h"

namespace turnout::archive {
namespace {

std::string hour_text(const v1::TimeZone& zone, std::int64_t at_ms, domain::LocalTime time) {
  std::string hour = domain::time_of_day_text(time).substr(0, 2);
  const domain::Readings readings = domain::readings_of(zone, time);
  if (readings.shown == domain::Shown::kTwice) hour += at_ms == readings.earlier_ms ? "A" : "B";
  return hour;
}

}  // namespace

LocalStart local_start(const v1::TimeZone& zone, std::int64_t at_ms) {
  const domain::LocalTime time = domain::local_time(zone, at_ms);
  const domain::LocalDay day = std::chrono::floor<std::chrono::days>(time);
  const std::string date = domain::day_text(day);
  return {.hour = hour_text(zone, at_ms, time),
          .weekday = std::to_string(std::chrono::weekday(day).iso_encoding()),
          .day = date,
          .week = domain::iso_week_text(domain::iso_week_of(day)),
          .month = date.substr(0, date.rfind('-'))};
}

}  // namespace turnout::archive
