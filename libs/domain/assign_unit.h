// 派警 AssignUnit: sends one unit to one incident.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class AssignUnitRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::AssignUnitRequest& request);
// Refuses an unknown or ended incident, a unit that is out of service or has an order, and an incident that
// holds no more orders.
Decision decide(const Aggregates& aggregates, const v1::AssignUnitRequest& request, const Context& context);

}  // namespace turnout::domain
