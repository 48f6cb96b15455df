// An incident as lists and watch streams show it.
#pragma once

#include "turnout/v1/incident.pb.h"

namespace turnout::domain {

v1::IncidentSummary summary_of(const v1::Incident& incident);

// Of the running clocks: the overdue one with the earliest deadline, else the one that is due next; nullptr = none runs.
const v1::Clock* most_pressing_clock(const v1::Incident& incident);

}  // namespace turnout::domain
