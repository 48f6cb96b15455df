// 接警 ReportIncident: the first call makes the incident and starts its clocks.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class ReportIncidentRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::ReportIncidentRequest& request);
// Takes the station from context.jurisdiction and the clocks from the policy. Refuses an id that an incident
// has with another report.
Decision decide(const Aggregates& aggregates, const v1::ReportIncidentRequest& request,
                const Context& context);

}  // namespace turnout::domain
