// When the running turnout and arrival clocks of an incident are expected to stop.
//
// Assumptions: A unit with an order leaves when the policy's turnout time since its order has passed, or now if
// it has passed already. A unit under way continues now from its last position; a unit that does not report has
// not moved. Without an order the best available unit is sent now. All travel in a straight line at the policy's
// speed for the area.
#pragma once

#include <vector>

#include "domain/prediction.h"
#include "unit_selection/units.h"

namespace turnout::unit_selection {

// The turnout time if the policy has none (an assumption).
inline constexpr std::int64_t kDefaultTurnoutMs = 90'000;

// True if one of its clocks can be predicted at all.
bool is_predictable(const v1::Incident& incident);

// One prediction for each clock that runs, has not fired and can be predicted. The order that is first at the edge
// counts. A late prediction also names the available unit that would be faster; without an order, the unit
// that was assumed to be sent. `units` are all units of the district.
std::vector<domain::Prediction> predict(const v1::Incident& incident, const domain::Context& context,
                                        const Units& units);

}  // namespace turnout::unit_selection
