#include "trace/find_flaws.h"

#include <algorithm>
#include <map>

namespace turnout::trace {
namespace {

constexpr std::int64_t kLateMs = 3'600'000;

void check_assignment(const TraceCall& call, const TraceAssignment& assignment, FlawCounts& flaws) {
  const auto count_if = [&](bool found, Flaw flaw) {
    if (found) flaws.add(flaw, assignment.row);
  };
  count_if(!assignment.dispatched_at_ms, Flaw::kNoDispatched);
  count_if(!assignment.en_route_at_ms, Flaw::kNoEnRoute);
  count_if(!assignment.on_scene_at_ms, Flaw::kNoOnScene);
  count_if(!assignment.available_at_ms, Flaw::kNoAvailable);
  count_if(assignment.en_route_at_ms && assignment.en_route_at_ms == assignment.on_scene_at_ms,
           Flaw::kEnRouteIsOnScene);
  count_if(assignment.dispatched_at_ms && *assignment.dispatched_at_ms - call.received_at_ms > kLateMs,
           Flaw::kAddedLate);
}

// True if from the end of all earlier assignments to the begin of a later one nobody was on the call.
bool has_gap(const TraceCall& call) {
  Instant free_at;
  for (const TraceAssignment& assignment : call.assignments) {
    if (!assignment.dispatched_at_ms) continue;
    if (free_at && *assignment.dispatched_at_ms >= *free_at) return true;
    if (!assignment.available_at_ms) return false;
    free_at = std::max(free_at, assignment.available_at_ms);
  }
  return false;
}

void check_call(const TraceCall& call, FlawCounts& flaws) {
  const auto& assignments = call.assignments;
  const std::size_t row = assignments.front().row;
  const bool never =
      std::none_of(assignments.begin(), assignments.end(),
                   [](const TraceAssignment& assignment) { return assignment.en_route_at_ms.has_value(); });
  const bool in_field =
      std::any_of(assignments.begin(), assignments.end(), [&call](const TraceAssignment& assignment) {
        return assignment.dispatched_at_ms == call.received_at_ms;
      });
  if (never) flaws.add(Flaw::kCallNeverEnRoute, row);
  if (in_field) flaws.add(Flaw::kCallStartedInField, row);
  if (has_gap(call)) flaws.add(Flaw::kCallWithGap, row);
}

void check_units(const Trace& trace, FlawCounts& flaws) {
  std::map<std::string, std::vector<const TraceAssignment*>> of_unit;
  for (const TraceCall& call : trace.calls) {
    for (const TraceAssignment& assignment : call.assignments) {
      if (assignment.dispatched_at_ms) of_unit[assignment.unit_id].push_back(&assignment);
    }
  }
  for (auto& [unit, assignments] : of_unit) {
    std::stable_sort(assignments.begin(), assignments.end(),
                     [](const auto* a, const auto* b) { return a->dispatched_at_ms < b->dispatched_at_ms; });
    for (std::size_t next = 1; next < assignments.size(); ++next) {
      if (assignments[next]->dispatched_at_ms < assignments[next - 1]->available_at_ms) {
        flaws.add(Flaw::kOverlapping, assignments[next]->row);
      }
    }
  }
}

}  // namespace

void find_flaws(Trace& trace) {
  for (const TraceCall& call : trace.calls) {
    for (const TraceAssignment& assignment : call.assignments)
      check_assignment(call, assignment, trace.flaws);
    check_call(call, trace.flaws);
  }
  check_units(trace, trace.flaws);
}

}  // namespace turnout::trace
