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
      false;  // the zone's clocks were set back: the text means two instants; at_ms is the earlier
};

// Not thread-safe.
class LocalTimeFormat {
 public:
  // `format`: as for strptime, e.g. "%m/%d/%Y %I:%M:%S %p" (%S also reads a fraction; %z reads an offset, which is
  // used instead of the zone). `zone`: an IANA name. Throws std::runtime_error when this machine does not know the
  // zone.
  LocalTimeFormat(std::string format, const std::string& zone);

  // Nothing for a text that does not fit the whole format, is not a valid date, was skipped when the clocks were
  // set forward, or is before 1970.
  std::optional<ReadTime> read(const std::string& text);

 private:
  std::string format_;
  bool has_offset_;
  const date::time_zone* zone_;
  std::istringstream stream_;
};

}  // namespace turnout::trace
