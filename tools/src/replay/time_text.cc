#include "replay/time_text.h"

#include <date/tz.h>

#include <chrono>

#include "text/time.h"
#include "trace/local_time.h"

namespace turnout::replay {
namespace {

date::sys_time<std::chrono::milliseconds> sys_time_of(std::int64_t at_ms) {
  return date::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(at_ms));
}

}  // namespace

std::string rfc3339(std::int64_t at_ms) {
  if (at_ms % 1'000 != 0) return date::format("%FT%TZ", sys_time_of(at_ms));
  return date::format("%FT%TZ", date::floor<std::chrono::seconds>(sys_time_of(at_ms)));
}

std::string zone_time(std::int64_t at_ms, const std::string& zone) {
  const auto seconds = date::floor<std::chrono::seconds>(sys_time_of(at_ms));
  return date::format("%F %T", date::make_zoned(zone, seconds));
}

std::optional<std::int64_t> read_time(const std::string& text, const std::string& zone) {
  if (text.find('T') != std::string::npos) return text::parse_instant(text);
  for (const char* format : {"%F %T", "%F %H:%M", "%F"}) {
    if (const auto read = trace::LocalTimeFormat(format, zone).read(text)) return read->at_ms;
  }
  return std::nullopt;
}

}  // namespace turnout::replay
