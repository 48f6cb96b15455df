// RegisterUnit: makes a unit known, or renews its details.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class RegisterUnitRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::RegisterUnitRequest& request);
// aggregates.units holds the unit, known or not. Refuses a unit that has an order.
Decision decide(const Aggregates& aggregates, const v1::RegisterUnitRequest& request, const Context& context);

}  // namespace turnout::domain
