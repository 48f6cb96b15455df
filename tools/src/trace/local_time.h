// Local times in the format and time zone of an export.
#pragma once

#include <cstdint>
#include <optional>
#include <sstream>
#include <string>

namespace date {
class time_zone;
}

namespace turnout::trace {

// An instant read from text.
struct ReadTime {
  std::int64_t at_ms = 0;  // Unix milliseconds, > 0
  bool ambiguous =
      false;  // the zone's clocks were set back: the text names two instants, this is the earlier
};

// Not thread-safe.
class LocalTimeFormat {
 public:
  // `format` as of strptime, e.g. "%m/%d/%Y %I:%M:%S %p" (%S takes a fraction too, %z an offset that then
  // counts instead of the zone); `zone` an IANA name. Throws std::runtime_error when this machine does not
  // know the zone.
  LocalTimeFormat(std::string format, const std::string& zone);

  // Nothing for text that does not fit the format to its end, is no date, was skipped when the clocks were
  // set forward, or lies before 1970.
  std::optional<ReadTime> read(const std::string& text);

 private:
  std::string format_;
  bool has_offset_;
  const date::time_zone* zone_;
  std::istringstream stream_;
};

}  // namespace turnout::trace
