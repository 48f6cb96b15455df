// The district of a service, as its verbs see it: references to the objects that main has built.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "chassis/rules.h"
#include "domain/last_positions.h"
#include "event_store/district_view.h"
#include "event_store/event_store.h"
#include "event_store/executor.h"
#include "event_store/log_follower.h"
#include "event_store/log_position.h"
#include "runtime/clock.h"
#include "telemetry/metrics.h"

namespace turnout::chassis {

class City;
class Positions;

// Its parts live as long as the process. Used on the io_context's thread only.
struct District {
  std::string name;
  std::string fingerprint_secret;  // see domain::fingerprint_of
  const City& city;
  const Rules& rules;
  const runtime::Clock& clock;
  telemetry::Metrics& metrics;
  event_store::EventStore& store;
  event_store::Executor& executor;
  event_store::DistrictView& view;
  event_store::LogPosition& log;
  event_store::LogFollower& follower;
  Positions& positions;
  const domain::LastPositions& last_positions;  // of `positions`

  // The context of a decision at this instant.
  domain::Context context(std::int64_t now_ms) const {
    return {
        .now_ms = now_ms, .policy = rules.policy, .roster = rules.roster, .last_positions = last_positions};
  }
};

// Refuses a named district other than this one.
domain::Outcome<void> require_served(const District& district, const std::string& named,
                                     const std::string& field);

}  // namespace turnout::chassis
