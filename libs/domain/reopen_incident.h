// ReopenIncident: opens a closed incident again.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class ReopenIncidentRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::ReopenIncidentRequest& request);
// Clocks that the closing cancelled run on from their own start. Refuses an incident that is not closed.
Decision decide(const Aggregates& aggregates, const v1::ReopenIncidentRequest& request,
                const Context& context);

}  // namespace turnout::domain
