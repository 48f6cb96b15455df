// Cells with times, read by the formats of a map.
#pragma once

#include <string>
#include <vector>

#include "trace/local_time.h"
#include "trace/row.h"
#include "trace/trace_map.h"

namespace turnout::trace {

struct TimeReading {
  bool fits = false;      // the text is a time, or means that there is none
  RowTime time;           // nothing = there is none
  bool midnight = false;  // on the file's own clock
  bool has_seconds = true;
};

// Not thread-safe.
class TimeReader {
 public:
  explicit TimeReader(const TimeForm& form);

  // `before` is the stage before, for a map with `next_day`.
  TimeReading read(const std::string& text, const RowTime& before);

 private:
  std::vector<LocalTimeFormat> formats_;
  std::optional<std::int64_t> none_before_local_ms_;
  bool next_day_;
};

}  // namespace turnout::trace
