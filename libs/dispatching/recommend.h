// Who could go: the available units by predicted arrival, each with its reasons.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "domain/whereabouts.h"
#include "turnout/v1/dispatch_service.pb.h"
#include "turnout/v1/incident.pb.h"
#include "turnout/v1/unit.pb.h"

namespace turnout::dispatching {

struct Question {
  const v1::Incident& incident;
  double speed_mps = 0;     // straight-line speed in the incident's area, > 0
  std::int64_t now_ms = 0;  // units leave now
  std::size_t most = 5;     // candidates asked for
  const domain::LastFixes& heard = domain::kNothingHeard;
};

// The best units first: earliest predicted arrival, its own station's first among equals, then by id. A unit
// without a position, or an incident without one, cannot be predicted: such units come last. `units` are all
// units of the district; those that cannot go are counted.
v1::RecommendUnitsResponse recommend(const Question& question,
                                     const std::vector<std::shared_ptr<const v1::Unit>>& units);

}  // namespace turnout::dispatching
