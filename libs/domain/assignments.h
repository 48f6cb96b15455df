// Reading and marking one assignment's milestones.
#pragma once

#include <cstdint>
#include <string>

#include "turnout/v1/incident.pb.h"

namespace turnout::domain {

// True until it is cleared, recalled or declined.
bool stands(const v1::Assignment& assignment);

// The stamp of a milestone, or nullptr if it has not been reached.
const v1::Stamp* find_stamp(const v1::Assignment& assignment, v1::Milestone milestone);

v1::Assignment* find_assignment(v1::Incident& incident, std::uint32_t number);
// The order with this number, or for 0 the unit's latest one; nullptr if the unit has no such order.
const v1::Assignment* find_assignment(const v1::Incident& incident, const std::string& unit_id,
                                      std::uint32_t number = 0);

// Marks a milestone as reached, and the earlier ones that are missing as implied, up to ON_SCENE. A milestone
// that was reported before keeps its first stamp; one that was only implied takes the report.
void reach(v1::Assignment& assignment, v1::Milestone milestone, const v1::Stamp& stamp);

}  // namespace turnout::domain
