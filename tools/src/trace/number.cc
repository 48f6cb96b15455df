#include "trace/number.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace turnout::trace {
namespace {

constexpr double kLongestS = 366.0 * 24 * 3'600;
constexpr std::size_t kGroup = 3;  // digits between two marks of thousands

bool is_number_character(char c) {
  return (c >= '0' && c <= '9') || c == '.';
}

// `whole` without its marks of thousands; nothing if they do not stand between groups of three digits.
std::optional<std::string> ungrouped(std::string_view whole, char mark) {
  if (whole.find(mark) == std::string_view::npos) return std::string(whole);
  std::string digits;
  for (bool first = true;; first = false) {
    const std::size_t end = std::min(whole.find(mark), whole.size());
    const bool fits = first ? end >= 1 && end <= kGroup : end == kGroup;
    if (!fits) return std::nullopt;
    digits += whole.substr(0, end);
    if (end == whole.size()) return digits;
    whole.remove_prefix(end + 1);
  }
}

std::optional<double> seconds_of_clock(std::string_view text, char decimal) {
  double seconds = 0;
  for (int part = 0; part < 3; ++part) {
    const std::size_t colon = std::min(text.find(':'), text.size());
    const auto number = read_number(text.substr(0, colon), decimal);
    if (!number || (part > 0 && *number >= 60)) return std::nullopt;
    seconds = seconds * 60 + *number;
    if (colon == text.size()) return part > 0 ? std::optional(seconds) : std::nullopt;
    text.remove_prefix(colon + 1);
  }
  return std::nullopt;
}

std::optional<double> seconds_of(std::string_view text, DurationUnit unit, char decimal) {
  if (unit == DurationUnit::kClock) return seconds_of_clock(text, decimal);
  const auto number = read_number(text, decimal);
  if (!number) return std::nullopt;
  return *number * (unit == DurationUnit::kHours ? 3'600 : unit == DurationUnit::kMinutes ? 60 : 1);
}

}  // namespace

std::optional<double> read_number(std::string_view text, char decimal) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t mark = std::min(text.find(decimal), text.size());
  auto plain = ungrouped(text.substr(0, mark), decimal == '.' ? ',' : '.');
  if (!plain) return std::nullopt;
  if (mark < text.size()) *plain += "." + std::string(text.substr(mark + 1));
  if (!std::ranges::all_of(*plain, is_number_character)) return std::nullopt;
  double number = 0;
  const auto [end, error] = std::from_chars(plain->data(), plain->data() + plain->size(), number);
  if (error != std::errc() || end != plain->data() + plain->size()) return std::nullopt;
  return negative ? -number : number;
}

std::optional<std::int64_t> read_duration(const std::string& text, DurationUnit unit, char decimal) {
  const auto seconds = seconds_of(text, unit, decimal);
  if (!seconds || *seconds < 0 || *seconds > kLongestS) return std::nullopt;
  return std::llround(*seconds * 1'000);
}

}  // namespace turnout::trace
