// Which unit takes over an order that its unit did not acknowledge in time or declined.
#pragma once

#include <set>
#include <string>

#include "domain/reassign_order.h"
#include "unit_selection/recommend.h"

namespace turnout::unit_selection {

// The best available unit that was not asked before on this incident: a unit that declined an order of it, or whose order
// was reassigned, is not asked again. Units in `passed_over` are not asked. If there is none: no unit and the reason.
domain::Reassignment choose_reassignment(const Question& question, const Units& units,
                                         std::set<std::string> passed_over);

}  // namespace turnout::unit_selection
