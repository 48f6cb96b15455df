// AnswerHandover: whoever was asked accepts a handover or refuses it.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class AnswerHandoverRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::AnswerHandoverRequest& request);
// A refused one waits for the policy's arbiter. Only the person who was asked may answer.
Decision decide(const Aggregates& aggregates, const v1::AnswerHandoverRequest& request,
                const Context& context);

}  // namespace turnout::domain
