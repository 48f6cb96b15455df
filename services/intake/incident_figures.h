// How the open incidents stand: how many there are at each station, how many are in trouble, and for how
// long.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "event_store/district_view.h"
#include "telemetry/metrics.h"

namespace turnout::intake {

// An incident is unassigned while its policy has a limit for sending somebody (the assign clock) and no unit
// is on it or has finished there.
telemetry::OpenIncidents figures_of(const std::map<std::string, event_store::IncidentState>& open,
                                    std::int64_t now_ms);

}  // namespace turnout::intake
