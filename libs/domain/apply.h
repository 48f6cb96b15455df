// What an event does to a state. Total: an event of the log always applies; looks nothing up; refuses
// nothing. Replaying a log through these rebuilds every stored state byte for byte.
#pragma once

#include "turnout/v1/event.pb.h"
#include "turnout/v1/incident.pb.h"
#include "turnout/v1/unit.pb.h"

namespace turnout::domain {

// Precondition: the event names this incident and `incident_version` is the state's version + 1.
void apply(const v1::Event& event, v1::Incident& incident);

// Precondition: the event names this unit and `unit_version` is the state's version + 1.
void apply(const v1::Event& event, v1::Unit& unit);

// Precondition: the event names this person, with the state's version + 1.
void apply(const v1::Event& event, v1::Person& person);

}  // namespace turnout::domain
