#include "trace/stand_in_units.h"

#include <algorithm>
#include <cstdint>

namespace turnout::trace {
namespace {

struct Trip {
  TraceOrder* order;
  std::int64_t begins_ms;
  std::int64_t ends_ms;
};

std::vector<Trip> trips_without_unit(std::vector<TraceCall>& calls) {
  std::vector<Trip> trips;
  for (TraceCall& call : calls) {
    for (TraceOrder& order : call.orders) {
      if (!order.unit_id.empty()) continue;
      const std::int64_t begins_ms =
          std::max(call.received_at_ms, first_stage(order).value_or(call.received_at_ms));
      trips.push_back(
          {&order, begins_ms, std::max(begins_ms, order.available_at_ms.value_or(last_stage_ms(call)))});
    }
  }
  std::ranges::stable_sort(trips, {}, &Trip::begins_ms);
  return trips;
}

}  // namespace

void add_stand_in_units(std::vector<TraceCall>& calls) {
  std::vector<std::int64_t> busy_until_ms;  // by unit
  for (const Trip& trip : trips_without_unit(calls)) {
    auto unit =
        std::ranges::find_if(busy_until_ms, [&](std::int64_t until) { return until < trip.begins_ms; });
    if (unit == busy_until_ms.end()) unit = busy_until_ms.insert(busy_until_ms.end(), 0);
    *unit = trip.ends_ms;
    trip.order->unit_id = "stand-in-" + std::to_string(unit - busy_until_ms.begin() + 1);
  }
}

}  // namespace turnout::trace
