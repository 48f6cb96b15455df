// 下岗 SignOff: the crew goes off duty.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class SignOffRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::SignOffRequest& request);
// Refuses an unknown unit, one that has an order, and one without a crew.
Decision decide(const Aggregates& aggregates, const v1::SignOffRequest& request, const Context& context);

}  // namespace turnout::domain
