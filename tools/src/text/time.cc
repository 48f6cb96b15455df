#include "text/time.h"

#include <fmt/format.h>
#include <time.h>

#include <cctype>

namespace turnout::text {
namespace {

tm local(std::int64_t at_ms) {
  const time_t seconds = at_ms / 1000;
  tm parts{};
  localtime_r(&seconds, &parts);
  return parts;
}

std::string written(std::int64_t at_ms, const char* format) {
  if (at_ms == 0) return "–";
  const tm parts = local(at_ms);
  char buffer[64];
  return {buffer, strftime(buffer, sizeof buffer, format, &parts)};
}

bool is_in_calendar(const tm& parts) {
  tm normal = parts;
  timegm(&normal);
  return normal.tm_mday == parts.tm_mday;
}

// `parts`, overwritten by those that `format` names; nothing unless `format` fits all of `text`.
std::optional<tm> read_whole(const std::string& text, const char* format, tm parts) {
  const char* end = strptime(text.c_str(), format, &parts);
  if (end == nullptr || *end != '\0' || !is_in_calendar(parts)) return std::nullopt;
  return parts;
}

std::int64_t local_ms(tm parts) {
  parts.tm_isdst = -1;
  return std::int64_t{mktime(&parts)} * 1000;
}

// strptime cannot read fractions of a second: removes ".25" from `text` and returns it in milliseconds.
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

std::optional<std::int64_t> parse_instant(std::string text) {
  const std::int64_t fraction_ms = take_fraction_ms(text);
  const auto parts = read_whole(text, "%Y-%m-%dT%H:%M:%S%z", {});
  if (!parts) return std::nullopt;
  const long offset_s = parts->tm_gmtoff;
  tm as_utc = *parts;
  return (std::int64_t{timegm(&as_utc)} - offset_s) * 1000 + fraction_ms;
}

}  // namespace

std::string clock_time(std::int64_t at_ms) {
  return written(at_ms, "%H:%M:%S");
}
std::string date_time(std::int64_t at_ms) {
  return written(at_ms, "%Y-%m-%d %H:%M:%S");
}

std::optional<std::int64_t> parse_time(const std::string& text, std::int64_t now_ms) {
  if (const auto instant = parse_instant(text)) return instant;
  for (const char* format : {"%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"}) {
    if (const auto parts = read_whole(text, format, {})) return local_ms(*parts);
  }
  for (const char* format : {"%H:%M:%S", "%H:%M"}) {
    tm today = local(now_ms);
    today.tm_sec = 0;
    if (auto parts = read_whole(text, format, today)) {
      const std::int64_t at_ms = local_ms(*parts);
      if (at_ms <= now_ms) return at_ms;
      --parts->tm_mday;
      return local_ms(*parts);
    }
  }
  return std::nullopt;
}

}  // namespace turnout::text
