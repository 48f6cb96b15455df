// When the running turnout and arrival clocks of an incident are expected to stop.
//
// A unit with an order leaves the policy's turnout time after it was sent, or now if that has passed; one
// that is under way goes on from its last position now: a unit that does not report has not moved. Without
// an order the best available unit is sent now. All go in a straight line at the policy's speed for the area.
#pragma once

#include <vector>

#include "domain/prediction.h"
#include "unit_selection/units.h"

namespace turnout::unit_selection {

// The turnout time where the policy says none: assumed.
inline constexpr std::int64_t kDefaultTurnoutMs = 90'000;

// True if one of its clocks can be predicted at all.
bool is_predictable(const v1::Incident& incident);

// One for each clock that runs, has not fired and can be predicted: the order that gets there first counts.
// Of a late one also the available unit that would be there sooner; without an order, the one that was taken
// to be sent. `units` are all of the district.
std::vector<domain::Prediction> predict(const v1::Incident& incident, const domain::Context& context,
                                        const Units& units);

}  // namespace turnout::unit_selection
