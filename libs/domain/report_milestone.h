// ReportMilestone: one step of an order, 签收、出警、到场 …, in whatever order the reports arrive.
#pragma once

#include "domain/aggregates.h"
#include "domain/decision.h"

namespace turnout::v1 {
class ReportMilestoneRequest;
}

namespace turnout::domain {

// The order that the report is about, and its incident: an order that moved to the other incident goes on there, although its terminal
// may not know yet. nullptr = the unit has no such order.
struct ReportedOrder {
  const v1::Incident& incident;
  const v1::Order* order;
};
ReportedOrder reported_order(const Aggregates& aggregates, const v1::ReportMilestoneRequest& request);

Outcome<void> validate(const v1::ReportMilestoneRequest& request);
// Decides whose time counts (stamp.h) and checks an arrival against the unit's position (scene.h). Refuses
// only an unknown incident, unit or order: never a time.
Decision decide(const Aggregates& aggregates, const v1::ReportMilestoneRequest& request,
                const Context& context);

}  // namespace turnout::domain
