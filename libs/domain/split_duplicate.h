// SplitDuplicate: a linked incident is separate after all.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class SplitDuplicateRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::SplitDuplicateRequest& request);
// Its clocks run on from their own start. Refuses an incident that is not linked.
Decision decide(const Aggregates& aggregates, const v1::SplitDuplicateRequest& request,
                const Context& context);

}  // namespace turnout::domain
