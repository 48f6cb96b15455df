#include "replay/idle_time.h"

#include <algorithm>

namespace turnout::replay {
namespace {

void move_earlier(trace::TraceCall& call, std::int64_t by_ms) {
  call.received_at_ms -= by_ms;
  for (trace::TraceOrder& order : call.orders) {
    for (const trace::Stage stage : trace::kStages) {
      if (stage == trace::Stage::kReceived) continue;
      if (trace::Instant& time = trace::at(order, stage)) *time -= by_ms;
    }
  }
}

// A stage may lie before the receipt of its call.
std::int64_t first_time_ms(const trace::TraceCall& call) {
  std::int64_t first_ms = call.received_at_ms;
  for (const trace::TraceOrder& order : call.orders)
    first_ms = std::min(first_ms, first_stage(order).value_or(first_ms));
  return first_ms;
}

}  // namespace

IdleTime skip_idle(std::vector<trace::TraceCall>& calls) {
  IdleTime idle;
  if (calls.empty()) return idle;
  std::int64_t moved_ms = 0;
  std::int64_t busy_until_ms = calls.front().received_at_ms;  // as the file has it
  // From the end: the first time of this call and all that come after it.
  std::vector<std::int64_t> nothing_before_ms(calls.size());
  for (std::size_t i = calls.size(); i-- > 0;) {
    const std::int64_t first_ms = first_time_ms(calls[i]);
    nothing_before_ms[i] = i + 1 < calls.size() ? std::min(first_ms, nothing_before_ms[i + 1]) : first_ms;
  }
  for (std::size_t i = 0; i < calls.size(); ++i) {
    const std::int64_t idle_ms = nothing_before_ms[i] - busy_until_ms - kIdleKeptMs;
    if (idle_ms > 0) {
      moved_ms += idle_ms;
      ++idle.stretches;
    }
    busy_until_ms = std::max(busy_until_ms, trace::last_stage_ms(calls[i]) + kCallLastsMs);
    move_earlier(calls[i], moved_ms);
    idle.moved_ms.push_back(moved_ms);
  }
  return idle;
}

}  // namespace turnout::replay
