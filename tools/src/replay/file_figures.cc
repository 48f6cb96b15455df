#include "replay/file_figures.h"

#include <algorithm>
#include <utility>

namespace turnout::replay {
namespace {

trace::Instant earliest(const trace::TraceCall& call, trace::Instant trace::TraceOrder::*stage) {
  trace::Instant first;
  for (const trace::TraceOrder& row : call.orders) {
    if (row.*stage) first = std::min(*(row.*stage), first.value_or(*(row.*stage)));
  }
  return first;
}

std::pair<trace::Instant, trace::Instant> ends_of(v1::Stage stage, const trace::TraceCall& call,
                                                  const trace::TraceOrder& row) {
  switch (stage) {
    case v1::STAGE_CALL_TO_ASSIGNED:
      return {call.received_at_ms, row.dispatched_at_ms};
    case v1::STAGE_ASSIGNED_TO_EN_ROUTE:
      return {row.dispatched_at_ms, row.en_route_at_ms};
    case v1::STAGE_EN_ROUTE_TO_ON_SCENE:
      return {row.en_route_at_ms, row.on_scene_at_ms};
    case v1::STAGE_CALL_TO_ON_SCENE:
      return {call.received_at_ms, row.on_scene_at_ms};
    default:
      return {};
  }
}

// The smallest of the sorted values that at least `percent` % of them do not exceed.
std::int64_t nearest_rank(const std::vector<std::int64_t>& sorted, std::size_t percent) {
  return sorted[(sorted.size() * percent + 99) / 100 - 1];
}

}  // namespace

trace::Instant first_en_route(const trace::TraceCall& call) {
  return earliest(call, &trace::TraceOrder::en_route_at_ms);
}

trace::Instant first_on_scene(const trace::TraceCall& call) {
  return earliest(call, &trace::TraceOrder::on_scene_at_ms);
}

v1::StageFigures file_figures(v1::Stage stage, const std::vector<trace::TraceCall>& calls) {
  v1::StageFigures figures;
  figures.set_stage(stage);
  std::vector<std::int64_t> durations;
  for (const trace::TraceCall& call : calls) {
    for (const trace::TraceOrder& row : call.orders) {
      const auto [from, to] = ends_of(stage, call, row);
      if (!from || !to) continue;
      if (*to < *from) {
        figures.set_excluded(figures.excluded() + 1);
      } else {
        durations.push_back(*to - *from);
      }
    }
  }
  figures.set_count(durations.size());
  if (durations.empty()) return figures;
  std::ranges::sort(durations);
  figures.set_median_ms(nearest_rank(durations, 50));
  figures.set_p90_ms(nearest_rank(durations, 90));
  figures.set_p95_ms(nearest_rank(durations, 95));
  figures.set_max_ms(durations.back());
  return figures;
}

v1::Band file_band(std::int64_t within_ms, const std::vector<trace::TraceCall>& calls) {
  v1::Band band;
  band.set_within_ms(within_ms);
  for (const trace::TraceCall& call : calls) {
    const auto within = [&](trace::Instant at) { return at && *at - call.received_at_ms <= within_ms; };
    if (within(first_en_route(call))) band.set_en_route(band.en_route() + 1);
    if (within(first_on_scene(call))) band.set_on_scene(band.on_scene() + 1);
  }
  return band;
}

}  // namespace turnout::replay
