#include "replay/unit_trips.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace turnout::replay {
namespace {

std::array<trace::Instant, 4> times_of(const trace::TraceOrder& row) {
  return {row.dispatched_at_ms, row.en_route_at_ms, row.on_scene_at_ms, row.available_at_ms};
}

trace::Instant first_stage(const trace::TraceOrder& row) {
  trace::Instant first;
  for (const trace::Instant& stage : times_of(row)) {
    if (stage) first = std::min(*stage, first.value_or(*stage));
  }
  return first;
}

// Decides whether and when a clear must be added. `next` is the unit's next trip or null.
void free_unit(UnitTrip& trip, const UnitTrip* next, std::int64_t call_ends_ms, PlanFlaws& flaws) {
  const trace::Instant available = trip.row->available_at_ms;
  if (!available) {
    flaws.add(PlanFlaw::kClearTimeAdded, trip.row->row);
    trip.freed_ms = next == nullptr ? call_ends_ms : std::min(call_ends_ms, next->begins_ms);
  } else if (next != nullptr && next->begins_ms < std::max(*available, trip.begins_ms)) {
    flaws.add(PlanFlaw::kSentWhileBusy, next->row->row);
    trip.freed_ms = next->begins_ms;
  }
}

}  // namespace

std::int64_t last_stage_ms(const trace::TraceCall& call) {
  std::int64_t last_ms = call.received_at_ms;
  for (const trace::TraceOrder& row : call.orders) {
    for (const trace::Instant& stage : times_of(row)) last_ms = std::max(last_ms, stage.value_or(last_ms));
  }
  return last_ms;
}

std::map<std::string, std::vector<UnitTrip>> trips_by_unit(const std::vector<trace::TraceCall>& calls,
                                                           PlanFlaws& flaws) {
  std::map<std::string, std::vector<UnitTrip>> of_unit;
  for (std::size_t call = 0; call < calls.size(); ++call) {
    const std::int64_t received_ms = calls[call].received_at_ms;
    for (std::size_t i = 0; i < calls[call].orders.size(); ++i) {
      const trace::TraceOrder& row = calls[call].orders[i];
      const trace::Instant first = first_stage(row);
      if (!first) {
        flaws.add(PlanFlaw::kNothingToPlay, row.row);
        continue;
      }
      if (row.dispatched_at_ms != first) flaws.add(PlanFlaw::kOrderAtFirstStage, row.row);
      if (*first < received_ms) flaws.add(PlanFlaw::kBeforeCall, row.row);
      of_unit[row.unit_id].push_back({&row, call, i, *first, std::max(*first, received_ms), {}});
    }
  }
  for (auto& [unit, trips] : of_unit) {
    std::sort(trips.begin(), trips.end(), [](const UnitTrip& a, const UnitTrip& b) {
      return std::tie(a.begins_ms, a.row->row) < std::tie(b.begins_ms, b.row->row);
    });
    for (std::size_t i = 0; i < trips.size(); ++i) {
      const UnitTrip* next = i + 1 < trips.size() ? &trips[i + 1] : nullptr;
      free_unit(trips[i], next, last_stage_ms(calls[trips[i].call]), flaws);
    }
  }
  return of_unit;
}

}  // namespace turnout::replay
