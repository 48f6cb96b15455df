// After a restart of dispatch all terminals and consoles resume at once, far behind, while commands come in.
#pragma once

#include <cstddef>
#include <string>

namespace turnout::bench {

struct ResumePlan {
  std::size_t terminals = 2'000;  // each has an order
  std::size_t consoles = 100;     // that watch all units
  std::size_t events = 50'000;    // since their cursors, notes on incidents of the terminals
  std::string programs;           // folder of the measured turnout-dispatch; empty = that of this program
};

struct ResumeResult {
  double peak_mb = 0;   // resident memory of dispatch above what it had before they came
  double orders_s = 0;  // until the last terminal had its order
  std::size_t terminals_without_order = 0;
  double command_p99_ms_before = 0;
  double command_p99_ms_meanwhile = 0;
};

// Throws std::runtime_error if the district cannot be prepared.
ResumeResult resume_storm(const ResumePlan& plan);

}  // namespace turnout::bench
