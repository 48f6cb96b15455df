#include "trace/location.h"

#include <algorithm>
#include <cmath>

#include "trace/number.h"

namespace turnout::trace {
namespace {

constexpr std::string_view kLatitude = "{latitude}";
constexpr std::string_view kLongitude = "{longitude}";
constexpr std::string_view kAnyText = "{text}";
constexpr std::string_view kDigits = "0123456789";

bool is_once_in(std::string_view pattern, std::string_view word) {
  const std::size_t first = pattern.find(word);
  return first != std::string_view::npos && pattern.find(word, first + 1) == std::string_view::npos;
}

bool take_text(std::string_view& rest, std::string_view text) {
  if (!rest.starts_with(text)) return false;
  rest.remove_prefix(text.size());
  return true;
}

std::size_t end_of_digits(std::string_view text, std::size_t begin) {
  return std::min(text.find_first_not_of(kDigits, begin), text.size());
}

bool take_number(std::string_view& rest, double& number, char decimal) {
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  std::size_t end = end_of_digits(rest, rest.starts_with('-') || rest.starts_with('+') ? 1 : 0);
  if (end < rest.size() && rest[end] == decimal) end = end_of_digits(rest, end + 1);
  const auto read = read_number(rest.substr(0, end), decimal);
  if (!read) return false;
  number = *read;
  rest.remove_prefix(end);
  return true;
}

}  // namespace

std::optional<LocationPattern> LocationPattern::parse(std::string_view pattern) {
  if (!is_once_in(pattern, kLatitude) || !is_once_in(pattern, kLongitude)) return std::nullopt;
  LocationPattern result;
  result.any_before_ = pattern.starts_with(kAnyText);
  if (result.any_before_) pattern.remove_prefix(kAnyText.size());
  result.any_after_ = pattern.ends_with(kAnyText);
  if (result.any_after_) pattern.remove_suffix(kAnyText.size());
  result.latitude_first_ = pattern.find(kLatitude) < pattern.find(kLongitude);
  const std::string_view first = result.latitude_first_ ? kLatitude : kLongitude;
  const std::string_view second = result.latitude_first_ ? kLongitude : kLatitude;
  const std::size_t first_ends = pattern.find(first) + first.size();
  result.before_ = pattern.substr(0, pattern.find(first));
  result.between_ = pattern.substr(first_ends, pattern.find(second) - first_ends);
  result.after_ = pattern.substr(pattern.find(second) + second.size());
  if (result.any_before_ && result.before_.empty()) return std::nullopt;
  return result;
}

std::optional<v1::Position> LocationPattern::read(std::string_view text, char decimal) const {
  if (!any_before_) return read_here(text, decimal);
  // The place is the last thing in the text that fits: the address before it may hold parentheses too.
  for (std::size_t begin = text.size() + 1; begin-- > 0;) {
    if (auto position = read_here(text.substr(begin), decimal)) return position;
  }
  return std::nullopt;
}

std::optional<v1::Position> LocationPattern::read_here(std::string_view text, char decimal) const {
  double first = 0;
  double second = 0;
  const bool fits = take_text(text, before_) && take_number(text, first, decimal) &&
                    take_text(text, between_) && take_number(text, second, decimal) &&
                    (any_after_ ? text.starts_with(after_) : text == after_);
  if (!fits || (first == 0 && second == 0)) return std::nullopt;
  v1::Position position;
  position.set_latitude_deg(latitude_first_ ? first : second);
  position.set_longitude_deg(latitude_first_ ? second : first);
  const bool on_earth = std::abs(position.latitude_deg()) <= 90 && std::abs(position.longitude_deg()) <= 180;
  return on_earth ? std::optional(position) : std::nullopt;
}

}  // namespace turnout::trace
