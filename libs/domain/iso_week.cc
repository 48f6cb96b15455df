#include "domain/iso_week.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace turnout::domain {
namespace {

using std::chrono::days;
using std::chrono::weekday;
using std::chrono::year_month_day;

constexpr int kLeastYear = 1971;
constexpr int kMostYear = 9998;

LocalDay monday_before(LocalDay day) {
  return day - days(weekday(day).iso_encoding() - 1);
}

// The first week of a year holds the 4th of January.
LocalDay first_monday(int year) {
  return monday_before(LocalDay(std::chrono::year(year) / 1 / 4));
}

std::optional<int> number_of(std::string_view digits) {
  int number = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (fault != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

}  // namespace

IsoWeek iso_week_of(LocalDay day) {
  const LocalDay thursday = monday_before(day) + days(3);
  const int year = static_cast<int>(year_month_day(thursday).year());
  return {.year = year, .week = static_cast<int>((thursday - first_monday(year)).count() / 7) + 1};
}

std::string iso_week_text(IsoWeek week) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-W%02d", week.year, week.week);
  return text.data();
}

std::optional<LocalDay> monday_of(std::string_view text) {
  constexpr std::size_t kLength = std::string_view("2026-W48").size();
  if (text.size() != kLength || text.substr(4, 2) != "-W") return std::nullopt;
  const auto year = number_of(text.substr(0, 4));
  const auto week = number_of(text.substr(6));
  if (!year || !week || *year < kLeastYear || *year > kMostYear || *week < 1) return std::nullopt;
  const LocalDay monday = first_monday(*year) + days(7 * (*week - 1));
  if (iso_week_of(monday).year != *year) return std::nullopt;
  return monday;
}

}  // namespace turnout::domain
