#include "chassis/yaml_values.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <chrono>
#include <cmath>
#include <span>
#include <vector>

#include "domain/policy_bounds.h"
#include "domain/words.h"

namespace turnout::chassis {
namespace {

using geo::YamlMap;

struct Unit {
  std::string_view name;
  double size;
};
constexpr Unit kTimes[] = {{"s", 1e3}, {"min", 60e3}, {"h", 3'600e3}, {"d", 86'400e3}};
constexpr Unit kLengths[] = {{"m", 1}, {"km", 1e3}};
constexpr Unit kShares[] = {{"%", 0.01}};
constexpr std::int64_t kMinuteMs = 60'000;
constexpr int kDayMinutes = 1'440;
constexpr std::chrono::year kFirstYear{1971};
constexpr std::chrono::year kLastYear{9998};

[[noreturn]] void refuse(const YamlMap& map, const std::string& key, const std::string& allowed) {
  map.fail(key, fmt::format("is \"{}\", allowed {}", map.text(key), allowed));
}

// "5 min" → 5 times the size of a minute.
std::optional<double> quantity(const std::string& text, std::span<const Unit> units) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || !std::isfinite(number)) return std::nullopt;
  const std::string_view rest(end, text.data() + text.size());
  for (const Unit& unit : units) {
    if (rest == fmt::format(" {}", unit.name)) return number * unit.size;
  }
  return std::nullopt;
}

// The numbers in a text of this form, in which each # is a digit: "08:30" with "##:##" → 8, 30.
std::optional<std::vector<int>> numbers(std::string_view text, std::string_view form) {
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

// "08:30" → 510, "24:00" → 1,440; nothing if the text is not a time of day.
std::optional<int> minute_of_day(std::string_view text) {
  const auto parts = numbers(text, "##:##");
  if (!parts || parts->back() > 59) return std::nullopt;
  const int minute = parts->front() * 60 + parts->back();
  return minute <= kDayMinutes ? std::optional(minute) : std::nullopt;
}

}  // namespace

int word_in(const YamlMap& map, const std::string& key, const std::string& text,
            const google::protobuf::EnumDescriptor& type) {
  if (const auto value = domain::value_of(type, text)) return *value;
  map.fail(key, fmt::format("is \"{}\", allowed are {}", text, fmt::join(domain::words_of(type), ", ")));
}

std::int64_t duration_ms(const YamlMap& map, const std::string& key, Range<std::int64_t> allowed) {
  const auto ms = quantity(map.text(key), kTimes);
  if (ms && *ms >= static_cast<double>(allowed.least) && *ms <= static_cast<double>(allowed.most)) {
    return std::llround(*ms);
  }
  refuse(map, key,
         fmt::format("is {} to {}, as a number and s, min, h or d", domain::duration_text(allowed.least),
                     domain::duration_text(allowed.most)));
}

std::int64_t duration_ms_or_none(const YamlMap& map, const std::string& key, Range<std::int64_t> allowed) {
  return map.has(key) ? duration_ms(map, key, allowed) : 0;
}

double metres(const YamlMap& map, const std::string& key, Range<double> allowed) {
  const auto metres = quantity(map.text(key), kLengths);
  if (metres && *metres >= allowed.least && *metres <= allowed.most) return *metres;
  refuse(map, key, fmt::format("is {} m to {} m, as a number and m or km", allowed.least, allowed.most));
}

double share(const YamlMap& map, const std::string& key) {
  const auto share = quantity(map.text(key), kShares);
  if (share && *share > 0 && *share < 1) return *share;
  refuse(map, key, "is more than 0 % and less than 100 %, as a number and %");
}

std::uint32_t count(const YamlMap& map, const std::string& key, Range<std::uint32_t> allowed) {
  const std::string text = map.text(key);
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (whole && number >= allowed.least && number <= allowed.most) return number;
  refuse(map, key, fmt::format("is a whole number from {} to {}", allowed.least, allowed.most));
}

std::int64_t utc_offset_ms(const YamlMap& map) {
  const std::string key = "utc_offset";
  if (!map.has(key)) return 0;
  const std::string text = map.text(key);
  const auto minutes = minute_of_day(std::string_view(text).substr(1));
  if ((text.front() != '+' && text.front() != '-') || !minutes ||
      *minutes * kMinuteMs > domain::kMaxUtcOffsetMs) {
    refuse(map, key, "is \"-14:00\" to \"+14:00\"");
  }
  return *minutes * kMinuteMs * (text.front() == '-' ? -1 : 1);
}

std::optional<std::int64_t> day_begin_ms(std::string_view text) {
  const auto parts = numbers(text, "####-##-##");
  if (!parts) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{(*parts)[0]},
                                         std::chrono::month{static_cast<unsigned>((*parts)[1])},
                                         std::chrono::day{static_cast<unsigned>((*parts)[2])}};
  if (!date.ok() || date.year() < kFirstYear || date.year() > kLastYear) return std::nullopt;
  return std::chrono::milliseconds(std::chrono::sys_days(date).time_since_epoch()).count();
}

std::int64_t day_ms(const YamlMap& map, const std::string& key, std::int64_t offset_ms) {
  if (!map.has(key)) return 0;
  if (const auto begin_ms = day_begin_ms(map.text(key))) return *begin_ms - offset_ms;
  refuse(map, key, "is a day from 1971-01-01 to 9998-12-31, as YYYY-MM-DD");
}

Hours hours(const YamlMap& map, const std::string& key) {
  if (!map.has(key)) return {};
  const std::string text = map.text(key);
  const std::size_t dash = text.find('-');
  const auto from = minute_of_day(text.substr(0, dash));
  const auto until = dash == std::string::npos ? std::nullopt : minute_of_day(text.substr(dash + 1));
  if (!from || !until || *from == kDayMinutes) refuse(map, key, "is HH:MM-HH:MM, from 00:00 to 24:00");
  return {.from_minute = static_cast<std::uint32_t>(*from),
          .until_minute = static_cast<std::uint32_t>(*until % kDayMinutes)};
}

}  // namespace turnout::chassis
