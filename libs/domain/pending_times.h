// The reported times that do not count before a supervisor has adjudicated them.
#pragma once

#include <vector>

#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/incident.pb.h"

namespace turnout::domain {

// What was said of the time does not count without a supervisor. Times that are only implied wait for nobody.
bool awaits_adjudication(const v1::Stamp& stamp);

// Those of an incident: its start if it was implausible, then order by order. Ended incidents have them too: their record is to be right as well.
std::vector<v1::PendingTime> pending_times(const v1::Incident& incident);

}  // namespace turnout::domain
