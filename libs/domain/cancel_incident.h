// CancelIncident: a false or withdrawn report.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class CancelIncidentRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::CancelIncidentRequest& request);
// Recalls every active unit, whose states `aggregates` must hold, and ends the clocks. Refuses an unknown or
// ended incident.
Decision decide(const Aggregates& aggregates, const v1::CancelIncidentRequest& request,
                const Context& context);

}  // namespace turnout::domain
