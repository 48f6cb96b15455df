// AmendIncident: another place, type, priority or station.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class AmendIncidentRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::AmendIncidentRequest& request);
// Running clocks get the limits of the policy in force, from the same start. Takes the station from
// context.jurisdiction. Refuses an unknown or ended incident.
Decision decide(const Aggregates& aggregates, const v1::AmendIncidentRequest& request,
                const Context& context);

// What the amended incident says about its place, and the call taker's choice of station; empty = by place.
v1::Place place_after(const v1::Incident& incident, const v1::AmendIncidentRequest& request);
std::string station_choice_after(const v1::Incident& incident, const v1::AmendIncidentRequest& request);

}  // namespace turnout::domain
