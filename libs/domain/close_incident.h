// CloseIncident: the incident is done.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class CloseIncidentRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::CloseIncidentRequest& request);
// Refuses while units are on it and before a disposition was reported.
Decision decide(const Aggregates& aggregates, const v1::CloseIncidentRequest& request,
                const Context& context);

}  // namespace turnout::domain
