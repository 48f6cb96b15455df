// 现场交接 RelieveCrew: another crew takes over a unit on an incident, with its order.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class RelieveCrewRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::RelieveCrewRequest& request);
// Who answers for the incident stays the same. Refuses an order that has ended, and a shift that would have ended.
Decision decide(const Aggregates& aggregates, const v1::RelieveCrewRequest& request, const Context& context);

}  // namespace turnout::domain
