// ReportMilestone: one step of an order, 签收、出警、到场 …, in whatever order the reports arrive.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class ReportMilestoneRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::ReportMilestoneRequest& request);
// Decides whose time counts (stamp.h) and checks an arrival against the unit's position (scene.h). Refuses
// only an unknown incident, unit or order: never a time.
Decision decide(const Aggregates& aggregates, const v1::ReportMilestoneRequest& request,
                const Context& context);

}  // namespace turnout::domain
