#include "chassis/yaml_values.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>
#include <span>
#include <stdexcept>

#include "domain/local_time_text.h"
#include "domain/words.h"
#include "time_zones/find_time_zone.h"

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
constexpr int kDayMinutes = 1'440;

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

// "08:30" → 510, "24:00" → 1,440; nothing for what is no minute of a day.
std::optional<int> minute_of_day(std::string_view text) {
  if (text == "24:00") return kDayMinutes;
  if (text.size() != std::string_view("08:30").size()) return std::nullopt;
  const auto time = domain::read_time_of_day(text);
  if (!time) return std::nullopt;
  return static_cast<int>(std::chrono::floor<std::chrono::minutes>(*time).count());
}

std::optional<v1::TimeZone> known_zone(const YamlMap& map, const std::string& name) try {
  return time_zones::find_time_zone(name);
} catch (const std::runtime_error& no_database) {
  map.fail("time_zone",
           fmt::format("is \"{}\", but this machine has no time zone database: install tzdata ({})", name,
                       no_database.what()));
}

// The line that says the same as a former release's utc_offset.
std::string line_instead_of(const std::string& utc_offset) {
  if (utc_offset == "+08:00") return "\"time_zone: Asia/Shanghai\"";
  return "the IANA name of the city's time zone, such as \"time_zone: America/New_York\"";
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

v1::TimeZone time_zone(const YamlMap& map) {
  const std::string former = "utc_offset";
  if (map.has(former)) {
    const std::string offset = map.text(former);
    map.fail(former, fmt::format("is \"{}\", but a city has a time zone, not an offset: write {} instead",
                                 offset, line_instead_of(offset)));
  }
  if (!map.has("time_zone")) return {};
  if (auto zone = known_zone(map, map.text("time_zone"))) return *std::move(zone);
  refuse(map, "time_zone", "is the IANA name of a time zone that this machine knows, such as Asia/Shanghai");
}

std::int64_t day_ms(const YamlMap& map, const std::string& key, const v1::TimeZone& zone) {
  if (!map.has(key)) return 0;
  if (const auto day = domain::read_day(map.text(key))) return domain::first_instant(zone, *day);
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
