#include "trace/location.h"

#include <charconv>
#include <cmath>

namespace turnout::trace {
namespace {

constexpr std::string_view kLatitude = "{latitude}";
constexpr std::string_view kLongitude = "{longitude}";

bool is_once_in(std::string_view pattern, std::string_view word) {
  const std::size_t first = pattern.find(word);
  return first != std::string_view::npos && pattern.find(word, first + 1) == std::string_view::npos;
}

bool take_text(std::string_view& rest, std::string_view text) {
  if (!rest.starts_with(text)) return false;
  rest.remove_prefix(text.size());
  return true;
}

bool take_number(std::string_view& rest, double& number) {
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (error != std::errc()) return false;
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  return true;
}

}  // namespace

std::optional<LocationPattern> LocationPattern::parse(std::string_view pattern) {
  if (!is_once_in(pattern, kLatitude) || !is_once_in(pattern, kLongitude)) return std::nullopt;
  LocationPattern result;
  result.latitude_first_ = pattern.find(kLatitude) < pattern.find(kLongitude);
  const std::string_view first = result.latitude_first_ ? kLatitude : kLongitude;
  const std::string_view second = result.latitude_first_ ? kLongitude : kLatitude;
  const std::size_t first_ends = pattern.find(first) + first.size();
  result.before_ = pattern.substr(0, pattern.find(first));
  result.between_ = pattern.substr(first_ends, pattern.find(second) - first_ends);
  result.after_ = pattern.substr(pattern.find(second) + second.size());
  return result;
}

std::optional<v1::Position> LocationPattern::read(std::string_view text) const {
  double first = 0;
  double second = 0;
  const bool fits = take_text(text, before_) && take_number(text, first) && take_text(text, between_) &&
                    take_number(text, second) && text == after_;
  if (!fits || (first == 0 && second == 0)) return std::nullopt;
  v1::Position position;
  position.set_latitude_deg(latitude_first_ ? first : second);
  position.set_longitude_deg(latitude_first_ ? second : first);
  const bool on_earth = std::abs(position.latitude_deg()) <= 90 && std::abs(position.longitude_deg()) <= 180;
  return on_earth ? std::optional(position) : std::nullopt;
}

}  // namespace turnout::trace
