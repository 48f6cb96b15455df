// 退单 DeclineOrder: a unit returns its order before it is en route.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class DeclineOrderRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::DeclineOrderRequest& request);
// Ends the order, or asks for the dispatcher's approval where the policy says so (answer_decline.h). Dispatch
// then reassigns it (reassign_order.h). Refuses an order that has ended, is under way, or already waits for
// approval.
Decision decide(const Aggregates& aggregates, const v1::DeclineOrderRequest& request, const Context& context);

}  // namespace turnout::domain
