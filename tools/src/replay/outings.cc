#include "replay/outings.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace turnout::replay {
namespace {

using trace::Instant;

std::array<Instant, 4> stages_of(const trace::TraceAssignment& row) {
  return {row.dispatched_at_ms, row.en_route_at_ms, row.on_scene_at_ms, row.available_at_ms};
}

Instant first_stage(const trace::TraceAssignment& row) {
  Instant first;
  for (const Instant& stage : stages_of(row)) {
    if (stage) first = std::min(*stage, first.value_or(*stage));
  }
  return first;
}

// Decides whether a clear must be added, and when; `next` is the unit's next outing or null.
void free_unit(Outing& outing, const Outing* next, std::int64_t call_ends_ms, PlanFlaws& flaws) {
  const Instant available = outing.row->available_at_ms;
  if (!available) {
    flaws.add(PlanFlaw::kClearTimeAdded, outing.row->row);
    outing.freed_ms = next == nullptr ? call_ends_ms : std::min(call_ends_ms, next->begins_ms);
  } else if (next != nullptr && next->begins_ms < std::max(*available, outing.begins_ms)) {
    flaws.add(PlanFlaw::kSentWhileBusy, next->row->row);
    outing.freed_ms = next->begins_ms;
  }
}

}  // namespace

std::int64_t last_stage_ms(const trace::TraceCall& call) {
  std::int64_t last_ms = call.received_at_ms;
  for (const trace::TraceAssignment& row : call.assignments) {
    for (const Instant& stage : stages_of(row)) last_ms = std::max(last_ms, stage.value_or(last_ms));
  }
  return last_ms;
}

std::map<std::string, std::vector<Outing>> outings_by_unit(const std::vector<trace::TraceCall>& calls,
                                                           PlanFlaws& flaws) {
  std::map<std::string, std::vector<Outing>> of_unit;
  for (std::size_t call = 0; call < calls.size(); ++call) {
    const std::int64_t received_ms = calls[call].received_at_ms;
    for (std::size_t i = 0; i < calls[call].assignments.size(); ++i) {
      const trace::TraceAssignment& row = calls[call].assignments[i];
      const Instant first = first_stage(row);
      if (!first) {
        flaws.add(PlanFlaw::kNothingToPlay, row.row);
        continue;
      }
      if (row.dispatched_at_ms != first) flaws.add(PlanFlaw::kOrderAtFirstStage, row.row);
      if (*first < received_ms) flaws.add(PlanFlaw::kBeforeCall, row.row);
      of_unit[row.unit_id].push_back({&row, call, i, *first, std::max(*first, received_ms), {}});
    }
  }
  for (auto& [unit, outings] : of_unit) {
    std::sort(outings.begin(), outings.end(), [](const Outing& a, const Outing& b) {
      return std::tie(a.begins_ms, a.row->row) < std::tie(b.begins_ms, b.row->row);
    });
    for (std::size_t i = 0; i < outings.size(); ++i) {
      const Outing* next = i + 1 < outings.size() ? &outings[i + 1] : nullptr;
      free_unit(outings[i], next, last_stage_ms(calls[outings[i].call]), flaws);
    }
  }
  return of_unit;
}

}  // namespace turnout::replay
