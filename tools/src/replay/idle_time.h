// Idle stretches of a trace: nothing happens in them, and a replay may skip them. Pure.
//
// Services have one clock that cannot jump, so calls after an idle stretch are played earlier, and their times are
// moved back for the reports. A day that a limit depends on is the day on which the call is played.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "trace/trace.h"

namespace turnout::replay {

// After its last stage a call is taken to be under way until its clocks must have ended.
inline constexpr std::int64_t kCallLastsMs = 1'800'000;
// What is left of an idle stretch.
inline constexpr std::int64_t kIdleKeptMs = 60'000;

struct IdleTime {
  std::vector<std::int64_t> moved_ms;  // by call: how much earlier it is played
  std::size_t stretches = 0;

  std::int64_t skipped_ms() const { return moved_ms.empty() ? 0 : moved_ms.back(); }
};

// Moves the calls. They are in the order of a trace, and stay in it.
IdleTime skip_idle(std::vector<trace::TraceCall>& calls);

}  // namespace turnout::replay
