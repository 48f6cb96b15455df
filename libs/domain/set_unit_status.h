// SetUnitStatus: a unit becomes available or goes out of service.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class SetUnitStatusRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::SetUnitStatusRequest& request);
// Refuses an unknown unit and one that has an order.
Decision decide(const Aggregates& aggregates, const v1::SetUnitStatusRequest& request,
                const Context& context);

}  // namespace turnout::domain
