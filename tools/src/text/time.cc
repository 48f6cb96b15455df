#include "text/time.h"

#include <time.h>

#include <cctype>

#include "domain/local_time_text.h"

namespace turnout::text {
namespace {

using domain::LocalTime;

std::string with_offset_if_twice(const std::string& text, std::int64_t at_ms, const v1::TimeZone& zone) {
  const LocalTime shown = domain::local_time(zone, at_ms);
  if (domain::readings_of(zone, shown).shown != domain::Shown::kTwice) return text;
  return text + " " + domain::offset_text(domain::utc_offset_ms(zone, at_ms));
}

bool is_in_calendar(const tm& parts) {
  tm normal = parts;
  timegm(&normal);
  return normal.tm_mday == parts.tm_mday;
}

// strptime knows no fractions of a second: takes ".25" out of `text` and returns it in milliseconds.
std::int64_t take_fraction_ms(std::string& text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string::npos) return 0;
  std::size_t end = dot + 1;
  std::int64_t ms = 0;
  for (std::int64_t unit = 100; end < text.size() && std::isdigit(static_cast<unsigned char>(text[end]));
       ++end) {
    ms += unit * (text[end] - '0');
    unit /= 10;
  }
  if (end == dot + 1) return 0;
  text.erase(dot, end - dot);
  return ms;
}

}  // namespace

std::string clock_time(std::int64_t at_ms, const v1::TimeZone& zone) {
  if (at_ms == 0) return "–";
  return with_offset_if_twice(domain::time_of_day_text(domain::local_time(zone, at_ms)), at_ms, zone);
}

std::string near_time(std::int64_t at_ms, std::int64_t now_ms, const v1::TimeZone& zone) {
  using std::chrono::days;
  if (at_ms == 0) return "–";
  const LocalTime shown = domain::local_time(zone, at_ms);
  const auto day = std::chrono::floor<days>(shown);
  const std::string time = domain::time_of_day_text(shown).substr(0, 5);  // without seconds
  const bool is_today = day == std::chrono::floor<days>(domain::local_time(zone, now_ms));
  const std::string date = is_today ? "" : domain::day_text(day).substr(5) + " ";  // without the year
  return with_offset_if_twice(date + time, at_ms, zone);
}

std::string date_time(std::int64_t at_ms, const v1::TimeZone& zone) {
  if (at_ms == 0) return "–";
  const LocalTime shown = domain::local_time(zone, at_ms);
  const std::string day = domain::day_text(std::chrono::floor<std::chrono::days>(shown));
  return with_offset_if_twice(day + " " + domain::time_of_day_text(shown), at_ms, zone);
}

std::optional<std::int64_t> parse_instant(std::string text) {
  const std::int64_t fraction_ms = take_fraction_ms(text);
  for (const char* format : {"%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d %H:%M:%S%z"}) {
    tm parts{};
    const char* end = strptime(text.c_str(), format, &parts);
    if (end == nullptr || *end != '\0' || !is_in_calendar(parts)) continue;
    const long offset_s = parts.tm_gmtoff;
    return (std::int64_t{timegm(&parts)} - offset_s) * 1000 + fraction_ms;
  }
  return std::nullopt;
}

}  // namespace turnout::text
