// ConfirmTime: a supervisor confirms or rejects the device's time of a milestone.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class ConfirmTimeRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::ConfirmTimeRequest& request);
// Refuses a time that does not wait for a supervisor. A deadline that only seemed kept fires now.
Decision decide(const Aggregates& aggregates, const v1::ConfirmTimeRequest& request, const Context& context);

}  // namespace turnout::domain
