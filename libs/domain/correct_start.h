// CorrectStart: a supervisor says when the incident began.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class CorrectStartRequest;
}

namespace turnout::domain {

// No incident began later than its receipt or its first order.
std::int64_t latest_start_ms(const v1::Incident& incident);

Outcome<void> validate(const v1::CorrectStartRequest& request);
// Refuses who has taken a call of it, a time after the receipt or the first order, and one that is implausible itself.
Decision decide(const Aggregates& aggregates, const v1::CorrectStartRequest& request, const Context& context);

}  // namespace turnout::domain
