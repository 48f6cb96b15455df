#include "replay/unit_trips.h"

#include <algorithm>
#include <tuple>

namespace turnout::replay {
namespace {

// Decides whether a clear must be added, and when; `next` is the unit's next trip or null.
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

std::map<std::string, std::vector<UnitTrip>> trips_by_unit(const std::vector<trace::TraceCall>& calls,
                                                           PlanFlaws& flaws) {
  std::map<std::string, std::vector<UnitTrip>> of_unit;
  for (std::size_t call = 0; call < calls.size(); ++call) {
    const std::int64_t received_ms = calls[call].received_at_ms;
    for (std::size_t i = 0; i < calls[call].orders.size(); ++i) {
      const trace::TraceOrder& row = calls[call].orders[i];
      const trace::Instant first = trace::first_stage(row);
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
      free_unit(trips[i], next, trace::last_stage_ms(calls[trips[i].call]), flaws);
    }
  }
  return of_unit;
}

}  // namespace turnout::replay
