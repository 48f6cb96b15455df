// What a commit adds to the metrics: counted once, by the process that committed it, also when it hears of
// that from the log alone.
#pragma once

#include <vector>

#include "domain/aggregates.h"
#include "telemetry/metrics.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::event_store {

// The stages that a change completes.
std::vector<v1::StageTime> stages_completed_by(const domain::Change& change);

// The clocks that ran before a change, or began with it, and have ended by it.
std::vector<v1::Clock> clocks_ended_by(const v1::Incident& before, const domain::Change& change);

// Counts a change that was committed. `before` is the incident as it was; what no incident knows has none.
void count(const v1::Incident& before, const domain::Change& change, telemetry::Metrics& metrics);

}  // namespace turnout::event_store
