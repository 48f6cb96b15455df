// Times in the format and time zone of an export.
#pragma once

#include <cstdint>
#include <optional>
#include <sstream>
#include <string>

namespace date {
class time_zone;
}

namespace turnout::trace {

// What the text says, before anybody asks which instant that is. Milliseconds since 1970-01-01 on the file's own clock.
struct LocalTime {
  std::int64_t local_ms = 0;
  std::optional<std::int64_t> offset_ms;  // the text has an offset from UTC, which counts instead of the zone

  bool is_midnight() const;
};

// An instant read from text.
struct ReadTime {
  std::int64_t at_ms = 0;  // Unix milliseconds, > 0
  bool ambiguous =
      false;  // the zone's clocks were set back: the text names two instants, this is the earlier
  std::int64_t second_at_ms = 0;  // if it is ambiguous: the later one
};

// Not thread-safe.
class LocalTimeFormat {
 public:
  // Formats that are no strptime: numbers, with a fraction or without. They count from 1970 in UTC.
  static constexpr const char* kEpochSeconds = "epoch_s";
  static constexpr const char* kEpochMilliseconds = "epoch_ms";

  // `format` as of strptime, e.g. "%m/%d/%Y %I:%M:%S %p" (%S takes a fraction too, of any length, behind a point or a
  // comma; %z an offset: +0800, +08:00 or Z), or one of the two above; `zone` an IANA name. Throws
  // std::runtime_error when this machine does not know the zone.
  LocalTimeFormat(std::string format, const std::string& zone);

  // False for formats with dates only, or hours only: no stage can be measured with them.
  bool has_time_of_day() const;
  bool has_seconds() const;

  // Nothing for text that does not fit the format to its end, or is no date.
  std::optional<LocalTime> parse(const std::string& text);

  // Nothing for a time that was skipped when the clocks were set forward, or lies before 1970.
  std::optional<ReadTime> instant_of(const LocalTime& time) const;

  // Both.
  std::optional<ReadTime> read(const std::string& text);

 private:
  bool is_epoch() const { return format_ == kEpochSeconds || format_ == kEpochMilliseconds; }
  bool has_any_of(const char* conversions) const;

  std::string format_;
  bool has_offset_;
  const date::time_zone* zone_;
  std::istringstream stream_;
};

}  // namespace turnout::trace
