// CancelIncident: a false or withdrawn report.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class CancelIncidentRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::CancelIncidentRequest& request);
// Recalls every active unit and ends the clocks; with more than kMaxUnitsAtOnce it recalls so many, and leaves the incident being
// cancelled. `aggregates` holds the first kMaxUnitsAtOnce units that are on it. Refuses an unknown or ended incident, and one with
// duplicates unless they are cancelled with it.
Decision decide(const Aggregates& aggregates, const v1::CancelIncidentRequest& request,
                const Context& context);
// The next step of an incident that is being cancelled, unasked. No events if it is not.
Decision decide_cancellation(const Aggregates& aggregates, const Context& context);

}  // namespace turnout::domain
