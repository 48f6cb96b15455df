// What a commit adds to the metrics: counted once, by the process that committed it.
#pragma once

#include <vector>

#include "domain/aggregates.h"
#include "telemetry/metrics.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::event_store {

struct Tally {
  std::vector<v1::Event> events;
  v1::AreaClass area_class = v1::AREA_CLASS_UNSPECIFIED;
  std::vector<v1::StageTime> stages;  // that this commit completed
};

Tally tally_of(const domain::Change& change);
void count(const Tally& tally, telemetry::Metrics& metrics);

}  // namespace turnout::event_store
