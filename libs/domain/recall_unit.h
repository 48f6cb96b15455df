// RecallUnit: withdraws an active order.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class RecallUnitRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::RecallUnitRequest& request);
// The turnout clock goes on, or stays stopped. Refuses an order that has ended.
Decision decide(const Aggregates& aggregates, const v1::RecallUnitRequest& request, const Context& context);

}  // namespace turnout::domain
