// 上岗 SignOn: a crew goes aboard and relieves the crew before it.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class SignOnRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::SignOnRequest& request);
// Refuses an unknown unit, one that has an order, and a shift that would have ended.
Decision decide(const Aggregates& aggregates, const v1::SignOnRequest& request, const Context& context);

}  // namespace turnout::domain
