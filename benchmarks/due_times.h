// When the deadlines of a benchmark fall due: evenly, from one instant on.
#pragma once

#include <cstddef>
#include <cstdint>

#include "measured.h"

namespace turnout::bench {

class DueTimes {
 public:
  // `count` deadlines, `per_second` of them a second, the first one this long after now. 0 < per_second.
  DueTimes(std::size_t count, std::size_t per_second, std::chrono::milliseconds from_now);

  std::size_t count() const { return count_; }
  // Unix ms of the nth deadline, from 0. Never falls from one to the next.
  std::int64_t due_at_ms(std::size_t nth) const;
  // The same instant on the monotonic clock, by which lateness is measured.
  Instant instant(std::int64_t due_at_ms) const;
  double late_ms(std::int64_t due_at_ms, Instant at) const;

 private:
  std::size_t count_;
  std::size_t per_second_;
  std::int64_t first_ms_;
  Instant first_;
};

// Lateness of many, in ms.
struct Lateness {
  static Lateness of(std::vector<double> late_ms);  // all zero if there are none
  double p50_ms = 0;
  double p99_ms = 0;
  double max_ms = 0;
};

// An Asio timer set for each of these instants, one after another: how late a process on this machine wakes
// up at best. Like a keeper it waits for the first millisecond after a deadline, and like a keeper's its
// lateness counts from the deadline itself. Blocks until the last one; run it in a separate thread.
std::vector<double> late_ms_of_timer(const DueTimes& times);

}  // namespace turnout::bench
