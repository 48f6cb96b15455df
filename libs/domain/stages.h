// How long each stage of an incident took: per order, and for the incident as a whole (its first
// unit).
#pragma once

#include <vector>

#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/incident.pb.h"

namespace turnout::domain {

// Every stage whose two instants are known, order by order; the whole incident's come first,
// with order 0.
std::vector<v1::StageTime> stage_times(const v1::Incident& incident);

// The milestone that ends a stage of an order; UNSPECIFIED for ON_SCENE_TO_DISPOSITION.
v1::Milestone last_milestone_of(v1::Stage stage);

// The stamp of the first unit that reached the milestone, by the time that counts, or nullptr. Implied ones
// count.
const v1::Stamp* first_reached(const v1::Incident& incident, v1::Milestone milestone);

}  // namespace turnout::domain
