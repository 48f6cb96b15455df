// An escalation as consoles see it: with what is needed to act on it.
#pragma once

#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/incident.pb.h"

namespace turnout::domain {

// `escalation` is one of the incident's.
v1::RaisedEscalation raised_escalation(const v1::Incident& incident, const v1::Escalation& escalation);

}  // namespace turnout::domain
