// LinkDuplicate: the incident is the same as an earlier one, which is kept.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class LinkDuplicateRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::LinkDuplicateRequest& request);
// aggregates.other_incident is the one that is kept: open and reported earlier, so that links never form a
// circle. Refuses while units are on the duplicate.
Decision decide(const Aggregates& aggregates, const v1::LinkDuplicateRequest& request,
                const Context& context);

}  // namespace turnout::domain
