// How far ahead the services saw what came: warnings and predictions of the turnout clocks beside their
// verdicts. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "replay/call_record.h"

namespace turnout::replay {

struct Foretold {
  std::size_t warned = 0;            // calls whose deadline was warned of
  std::size_t breaches = 0;          // calls that came too late
  std::size_t foretold = 0;          // of these, said to be at risk before their deadline
  std::int64_t median_ahead_ms = 0;  // how long before the deadline, of those; 0 = none
  std::size_t false_alarms = 0;      // said to be at risk, and in time
};

Foretold foretold_of(const std::vector<CallRecord>& records);

}  // namespace turnout::replay
