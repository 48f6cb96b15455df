#include "trace/local_time.h"

#include <date/tz.h>

#include <chrono>

namespace turnout::trace {

LocalTimeFormat::LocalTimeFormat(std::string format, const std::string& zone)
    : format_(std::move(format)),
      has_offset_(format_.find("%z") != std::string::npos),
      zone_(date::locate_zone(zone)) {
  stream_.imbue(std::locale::classic());
}

std::optional<ReadTime> LocalTimeFormat::read(const std::string& text) {
  using std::chrono::milliseconds;
  stream_.clear();
  stream_.str(text);
  date::local_time<milliseconds> local;
  std::chrono::minutes offset{0};
  std::string abbreviation;
  date::from_stream(stream_, format_.c_str(), local, &abbreviation, &offset);
  if (stream_.fail() || stream_.peek() != std::istringstream::traits_type::eof()) return std::nullopt;

  ReadTime read;
  milliseconds since_1970 = local.time_since_epoch() - offset;
  if (!has_offset_) {
    const date::local_info info = zone_->get_info(local);
    if (info.result == date::local_info::nonexistent) return std::nullopt;
    read.ambiguous = info.result == date::local_info::ambiguous;
    since_1970 -= info.first.offset;
  }
  read.at_ms = since_1970.count();
  return read.at_ms > 0 ? std::optional(read) : std::nullopt;
}

}  // namespace turnout::trace
