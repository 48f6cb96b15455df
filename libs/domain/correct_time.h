// CorrectTime: a supervisor puts another time in place of a milestone's.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class CorrectTimeRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::CorrectTimeRequest& request);
// The old one stays in the record. A deadline that only seemed kept fires now.
Decision decide(const Aggregates& aggregates, const v1::CorrectTimeRequest& request, const Context& context);

}  // namespace turnout::domain
