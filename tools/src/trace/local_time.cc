#include "trace/local_time.h"

#include <date/tz.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string_view>

#include "trace/number.h"

namespace turnout::trace {
namespace {

using std::chrono::milliseconds;

constexpr std::int64_t kDayMs = 86'400'000;
// The years 1973 and 2096. Numbers outside count in another unit than the map says.
constexpr double kFirstEpochMs = 1e11;
constexpr double kLastEpochMs = 4e12;
constexpr std::size_t kFractionDigits = 3;

bool is_digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

// True where two digits of seconds end, as in "12:01:02" or "120102".
bool ends_seconds(std::string_view text, std::size_t end) {
  if (end < 3 || !is_digit_at(text, end - 1) || !is_digit_at(text, end - 2)) return false;
  if (text[end - 3] == ':') return true;
  if (end < 6) return false;
  for (std::size_t at = end - 6; at < end; ++at) {
    if (!is_digit_at(text, at)) return false;
  }
  return true;
}

// The date library reads as many digits of a fraction as its duration has, behind a point.
std::string with_short_fraction(std::string text) {
  const std::size_t mark = text.find_last_of(".,");
  if (mark == std::string::npos || !ends_seconds(text, mark) || !is_digit_at(text, mark + 1)) return text;
  std::size_t end = mark + 1;
  while (is_digit_at(text, end)) ++end;
  text[mark] = '.';
  const std::size_t kept = std::min(end, mark + 1 + kFractionDigits);
  return text.erase(kept, end - kept);
}

// "+08:00" and "Z" as the date library reads an offset: "+0800".
std::string with_plain_offset(std::string text) {
  const std::size_t size = text.size();
  if (text.ends_with('Z')) return text.replace(size - 1, 1, "+0000");
  const bool has_colon =
      size >= 6 && text[size - 3] == ':' && (text[size - 6] == '+' || text[size - 6] == '-');
  return has_colon ? text.erase(size - 3, 1) : text;
}

std::string with_plain_conversion(std::string format) {
  for (std::size_t at = format.find("%Ez"); at != std::string::npos; at = format.find("%Ez"))
    format.erase(at + 1, 1);
  return format;
}

std::optional<LocalTime> parse_epoch(const std::string& text, double unit_ms) {
  const auto number = read_number(text, '.');
  if (!number || *number * unit_ms < kFirstEpochMs || *number * unit_ms > kLastEpochMs) return std::nullopt;
  return LocalTime{std::llround(*number * unit_ms), 0};
}

}  // namespace

bool LocalTime::is_midnight() const {
  return local_ms % kDayMs == 0;
}

LocalTimeFormat::LocalTimeFormat(std::string format, const std::string& zone)
    : format_(with_plain_conversion(std::move(format))),
      has_offset_(format_.find("%z") != std::string::npos),
      zone_(date::locate_zone(zone)) {
  stream_.imbue(std::locale::classic());
}

bool LocalTimeFormat::has_any_of(const char* conversions) const {
  const std::string_view wanted = conversions;
  for (std::size_t at = 0; at + 1 < format_.size(); ++at) {
    if (format_[at] != '%') continue;
    ++at;
    if (wanted.find(format_[at]) != std::string_view::npos) return true;
  }
  return false;
}

bool LocalTimeFormat::has_time_of_day() const {
  return is_epoch() || has_any_of("TRrcX") || (has_any_of("HI") && has_any_of("M"));
}

bool LocalTimeFormat::has_seconds() const {
  return is_epoch() || has_any_of("STrcX");
}

std::optional<LocalTime> LocalTimeFormat::parse(const std::string& text) {
  if (is_epoch()) return parse_epoch(text, format_ == kEpochSeconds ? 1'000 : 1);
  stream_.clear();
  stream_.str(with_short_fraction(has_offset_ ? with_plain_offset(text) : text));
  date::local_time<milliseconds> local;
  std::chrono::minutes offset{0};
  std::string abbreviation;
  date::from_stream(stream_, format_.c_str(), local, &abbreviation, &offset);
  if (stream_.fail() || stream_.peek() != std::istringstream::traits_type::eof()) return std::nullopt;
  LocalTime time{local.time_since_epoch().count(), std::nullopt};
  if (has_offset_) time.offset_ms = milliseconds(offset).count();
  return time;
}

std::optional<ReadTime> LocalTimeFormat::instant_of(const LocalTime& time) const {
  ReadTime read;
  if (time.offset_ms) {
    read.at_ms = time.local_ms - *time.offset_ms;
  } else {
    const date::local_info info =
        zone_->get_info(date::local_time<milliseconds>(milliseconds(time.local_ms)));
    if (info.result == date::local_info::nonexistent) return std::nullopt;
    read.ambiguous = info.result == date::local_info::ambiguous;
    read.at_ms = time.local_ms - milliseconds(info.first.offset).count();
    if (read.ambiguous) read.second_at_ms = time.local_ms - milliseconds(info.second.offset).count();
  }
  return read.at_ms > 0 ? std::optional(read) : std::nullopt;
}

std::optional<ReadTime> LocalTimeFormat::read(const std::string& text) {
  const auto time = parse(text);
  return time ? instant_of(*time) : std::nullopt;
}

}  // namespace turnout::trace
