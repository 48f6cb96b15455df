#include "trace/trace.h"

#include <algorithm>
#include <cstdlib>

namespace turnout::trace {
namespace {

constexpr std::array kOrderStages = {Stage::kDispatched, Stage::kEnRoute, Stage::kOnScene, Stage::kAvailable};

}  // namespace

Instant& at(TraceOrder& order, Stage stage) {
  switch (stage) {
    case Stage::kDispatched:
      return order.dispatched_at_ms;
    case Stage::kEnRoute:
      return order.en_route_at_ms;
    case Stage::kOnScene:
      return order.on_scene_at_ms;
    case Stage::kAvailable:
      return order.available_at_ms;
    case Stage::kReceived:
      break;
  }
  std::abort();  // an order has no receipt
}

const Instant& at(const TraceOrder& order, Stage stage) {
  return at(const_cast<TraceOrder&>(order), stage);
}

Instant first_stage(const TraceOrder& order) {
  Instant first;
  for (const Stage stage : kOrderStages) {
    if (const Instant& time = at(order, stage)) first = std::min(*time, first.value_or(*time));
  }
  return first;
}

std::int64_t last_stage_ms(const TraceCall& call) {
  std::int64_t last_ms = call.received_at_ms;
  for (const TraceOrder& order : call.orders) {
    for (const Stage stage : kOrderStages) last_ms = std::max(last_ms, at(order, stage).value_or(last_ms));
  }
  return last_ms;
}

}  // namespace turnout::trace
