// Figures computed from the file alone. A correct replay reproduces them.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "trace/trace.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::replay {

// The stages that a trace records.
struct RecordedStage {
  v1::Stage stage;
  std::string_view name;   // as in the JSON report
  std::string_view title;  // for people
  trace::Stage from, to;   // where it begins and ends
};
inline constexpr std::array<RecordedStage, 4> kRecordedStages = {{
    {v1::STAGE_CALL_TO_ASSIGNED, "received_to_dispatched", "received → dispatched", trace::Stage::kReceived,
     trace::Stage::kDispatched},
    {v1::STAGE_ASSIGNED_TO_EN_ROUTE, "dispatched_to_en_route", "dispatched → en route",
     trace::Stage::kDispatched, trace::Stage::kEnRoute},
    {v1::STAGE_EN_ROUTE_TO_ON_SCENE, "en_route_to_on_scene", "en route → on scene", trace::Stage::kEnRoute,
     trace::Stage::kOnScene},
    {v1::STAGE_CALL_TO_ON_SCENE, "received_to_on_scene", "received → on scene", trace::Stage::kReceived,
     trace::Stage::kOnScene},
}};

// The first en route of one call; nothing if no row has one.
trace::Instant first_en_route(const trace::TraceCall& call);
trace::Instant first_on_scene(const trace::TraceCall& call);

// Over every row with both ends of the stage. Rows with the ends out of order are excluded. Percentiles by nearest
// rank.
v1::StageFigures file_figures(v1::Stage stage, const std::vector<trace::TraceCall>& calls);

// Calls whose first unit was en route or on scene within a time.
v1::Band file_band(std::int64_t within_ms, const std::vector<trace::TraceCall>& calls);

}  // namespace turnout::replay
