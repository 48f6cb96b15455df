#include "domain/local_time_text.h"

#include <algorithm>
#include <cstdlib>

namespace turnout::domain {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::chrono::year kFirstYear{1971};
constexpr std::chrono::year kLastYear{9998};

// "07" of 7 in two digits.
std::string digits(std::int64_t number, std::size_t count) {
  const std::string text = std::to_string(number);
  return std::string(count - std::min(count, text.size()), '0') + text;
}

// The numbers of a text of this form, where each # stands for a digit: "08:30" of "##:##" → 8, 30.
std::optional<std::vector<int>> read_form(std::string_view text, std::string_view form) {
  if (text.size() != form.size()) return std::nullopt;
  std::vector<int> found(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (form[i] == '#' ? !digit : text[i] != form[i]) return std::nullopt;
    if (form[i] == '#') {
      found.back() = found.back() * 10 + (text[i] - '0');
    } else {
      found.push_back(0);
    }
  }
  return found;
}

// "2026-03-08T02:30:00-05:00 (the clock shows 03:30:00)": how to write an instant with this offset, and what
// the city's clock shows then, if that is another time.
std::string reading_text(std::int64_t at_ms, std::int64_t offset_ms, const v1::TimeZone& zone) {
  const LocalTime typed{milliseconds(at_ms + offset_ms)};
  const LocalTime shown = local_time(zone, at_ms);
  const std::string text =
      day_text(floor<days>(typed)) + "T" + time_of_day_text(typed) + offset_text(offset_ms);
  return typed == shown ? text : text + " (the clock shows " + time_of_day_text(shown) + ")";
}

}  // namespace

std::string day_text(LocalDay day) {
  const std::chrono::year_month_day date(day);
  return digits(static_cast<int>(date.year()), 4) + "-" + digits(static_cast<unsigned>(date.month()), 2) +
         "-" + digits(static_cast<unsigned>(date.day()), 2);
}

std::string offset_text(std::int64_t offset_ms) {
  const std::int64_t offset_min = std::abs(offset_ms) / 60'000;
  return (offset_ms < 0 ? "-" : "+") + digits(offset_min / 60, 2) + ":" + digits(offset_min % 60, 2);
}

std::string time_of_day_text(LocalTime time) {
  const std::chrono::hh_mm_ss clock(floor<seconds>(time - floor<days>(time)));
  return digits(clock.hours().count(), 2) + ":" + digits(clock.minutes().count(), 2) + ":" +
         digits(clock.seconds().count(), 2);
}

std::string minute_text(std::int64_t at_ms, const v1::TimeZone& zone) {
  const LocalTime time = local_time(zone, at_ms);
  return day_text(floor<days>(time)) + " " + time_of_day_text(time).substr(0, 5) + " " + zone_name(zone);
}

std::string second_text(std::int64_t at_ms, const v1::TimeZone& zone) {
  const LocalTime time = local_time(zone, at_ms);
  return day_text(floor<days>(time)) + " " + time_of_day_text(time) + " " + zone_name(zone);
}

std::string rfc3339_text(std::int64_t at_ms, const v1::TimeZone& zone) {
  const LocalTime time = local_time(zone, at_ms);
  return day_text(floor<days>(time)) + "T" + time_of_day_text(time) + offset_text(utc_offset_ms(zone, at_ms));
}

std::optional<LocalDay> read_day(std::string_view text) {
  const auto parts = read_form(text, "####-##-##");
  if (!parts) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{(*parts)[0]},
                                         std::chrono::month{static_cast<unsigned>((*parts)[1])},
                                         std::chrono::day{static_cast<unsigned>((*parts)[2])}};
  if (!date.ok() || date.year() < kFirstYear || date.year() > kLastYear) return std::nullopt;
  return LocalDay(date);
}

std::optional<milliseconds> read_time_of_day(std::string_view text) {
  auto parts = read_form(text, "##:##:##");
  if (!parts) parts = read_form(text, "##:##");
  if (!parts) return std::nullopt;
  parts->resize(3);
  if ((*parts)[0] > 23 || (*parts)[1] > 59 || (*parts)[2] > 59) return std::nullopt;
  return hours((*parts)[0]) + minutes((*parts)[1]) + seconds((*parts)[2]);
}

tl::expected<std::int64_t, std::string> one_instant(const v1::TimeZone& zone, LocalTime time) {
  const Readings readings = readings_of(zone, time);
  if (readings.shown == Shown::kOnce) return readings.earlier_ms;
  const std::int64_t local_ms = time.time_since_epoch().count();
  const std::string both = ": write " +
                           reading_text(readings.earlier_ms, local_ms - readings.earlier_ms, zone) + " or " +
                           reading_text(readings.later_ms, local_ms - readings.later_ms, zone);
  return tl::make_unexpected(
      readings.shown == Shown::kTwice
          ? "exists twice in " + zone_name(zone) + ", as the clocks are set back" + both
          : "does not exist in " + zone_name(zone) + ", as the clocks are set forward" + both);
}

}  // namespace turnout::domain
