#include "trace/find_flaws.h"

#include <algorithm>
#include <map>

namespace turnout::trace {
namespace {

constexpr std::int64_t kLateMs = 3'600'000;

struct MissingStage {
  Stage stage;
  Flaw missing;  // in this order
  Flaw absent;   // in the whole file
};
constexpr MissingStage kMissing[] = {
    {Stage::kDispatched, Flaw::kNoDispatched, Flaw::kDispatchedAbsent},
    {Stage::kEnRoute, Flaw::kNoEnRoute, Flaw::kEnRouteAbsent},
    {Stage::kOnScene, Flaw::kNoOnScene, Flaw::kOnSceneAbsent},
    {Stage::kAvailable, Flaw::kNoAvailable, Flaw::kAvailableAbsent},
};

void check_order(const TraceCall& call, const TraceOrder& order, const StageSet& absent, FlawCounts& flaws) {
  const auto count_if = [&](bool found, Flaw flaw) {
    if (found) flaws.add(flaw, order.row);
  };
  for (const auto& [stage, missing, of_file] : kMissing) {
    if (!at(order, stage)) flaws.add(absent.contains(stage) ? of_file : missing, order.row);
  }
  count_if(order.en_route_at_ms && order.en_route_at_ms == order.on_scene_at_ms, Flaw::kEnRouteIsOnScene);
  count_if(order.dispatched_at_ms && *order.dispatched_at_ms - call.received_at_ms > kLateMs,
           Flaw::kAddedLate);
}

// True if no unit was on the call between the end of all earlier orders and the start of a later one.
bool has_gap(const TraceCall& call) {
  Instant free_at;
  for (const TraceOrder& order : call.orders) {
    if (!order.dispatched_at_ms) continue;
    if (free_at && *order.dispatched_at_ms >= *free_at) return true;
    if (!order.available_at_ms) return false;
    free_at = std::max(free_at, order.available_at_ms);
  }
  return false;
}

void check_call(const TraceCall& call, const StageSet& absent, FlawCounts& flaws) {
  const auto& orders = call.orders;
  const std::size_t row = orders.front().row;
  const bool never = std::none_of(orders.begin(), orders.end(),
                                  [](const TraceOrder& order) { return order.en_route_at_ms.has_value(); });
  const bool in_field = std::any_of(orders.begin(), orders.end(), [&call](const TraceOrder& order) {
    return order.dispatched_at_ms == call.received_at_ms;
  });
  if (absent.contains(Stage::kReceived)) flaws.add(Flaw::kReceivedAbsent, row);
  if (never && !absent.contains(Stage::kEnRoute)) flaws.add(Flaw::kCallNeverEnRoute, row);
  if (in_field && !absent.contains(Stage::kReceived)) flaws.add(Flaw::kCallStartedInField, row);
  if (has_gap(call)) flaws.add(Flaw::kCallWithGap, row);
}

void check_units(const Trace& trace, FlawCounts& flaws) {
  std::map<std::string, std::vector<const TraceOrder*>> of_unit;
  for (const TraceCall& call : trace.calls) {
    for (const TraceOrder& order : call.orders) {
      if (order.dispatched_at_ms) of_unit[order.unit_id].push_back(&order);
    }
  }
  for (auto& [unit, orders] : of_unit) {
    std::stable_sort(orders.begin(), orders.end(),
                     [](const auto* a, const auto* b) { return a->dispatched_at_ms < b->dispatched_at_ms; });
    for (std::size_t next = 1; next < orders.size(); ++next) {
      if (orders[next]->dispatched_at_ms < orders[next - 1]->available_at_ms) {
        flaws.add(Flaw::kOverlapping, orders[next]->row);
      }
    }
  }
}

}  // namespace

void find_flaws(Trace& trace) {
  for (const TraceCall& call : trace.calls) {
    for (const TraceOrder& order : call.orders) check_order(call, order, trace.absent, trace.flaws);
    check_call(call, trace.absent, trace.flaws);
  }
  check_units(trace, trace.flaws);
}

}  // namespace turnout::trace
