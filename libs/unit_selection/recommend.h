// Which units could go: the available units by predicted arrival, each with its reasons.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

#include "domain/last_positions.h"
#include "turnout/v1/dispatch_service.pb.h"
#include "turnout/v1/incident.pb.h"
#include "turnout/v1/policy.pb.h"
#include "unit_selection/units.h"

namespace turnout::unit_selection {

struct Question {
  const v1::Incident& incident;
  const v1::Policy& policy;   // its travel speeds, and whether units without a crew on its shift can go
  std::int64_t now_ms = 0;    // units leave now
  std::size_t max_count = 5;  // candidates asked for
  const domain::LastPositions& last_positions = domain::kNoPositions;
};

// The best units first: by predicted arrival, then units of the incident's own station, then those with a crew on its shift, then
// those with the fewest orders in their shift, then by id. If the unit or the incident has no position, arrival cannot be
// predicted; such units come last. `units` are all units of the district. Units that cannot go are counted. Units in
// `passed_over` are left out.
v1::RecommendUnitsResponse recommend(const Question& question, const Units& units,
                                     const std::set<std::string>& passed_over = {});

// How many units are on incidents, out of service or without a crew, as part of a sentence.
std::string who_cannot_go(const v1::RecommendUnitsResponse& response);

}  // namespace turnout::unit_selection
