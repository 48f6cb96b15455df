// 退单审批 AnswerDecline: the dispatcher approves or refuses that a unit returns its order.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class AnswerDeclineRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::AnswerDeclineRequest& request);
// Refuses where no decline waits for approval, and an approval once the unit is under way.
Decision decide(const Aggregates& aggregates, const v1::AnswerDeclineRequest& request,
                const Context& context);

}  // namespace turnout::domain
