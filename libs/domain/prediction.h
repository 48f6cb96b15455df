// What predictions say of an incident's clocks. Dispatch decides this unasked.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/decision.h"
#include "turnout/v1/clock.pb.h"

namespace turnout::domain {

// What is predicted of one clock: late, or in time again.
struct Prediction {
  v1::ClockKind kind = v1::CLOCK_KIND_UNSPECIFIED;
  bool late = false;
  std::int64_t predicted_at_ms = 0;
  std::string alternative_unit_id = {};
  std::int64_t alternative_at_ms = 0;
};

// True if the incident does not know it yet: late once for each clock, and once more in time again. Only of a
// clock that runs and whose deadline is still to come.
bool is_news(const v1::Incident& incident, const Prediction& prediction, std::int64_t now_ms);

// The event that says so; none if it is no news.
std::vector<v1::Event> decide_prediction(const Aggregates& aggregates, const Prediction& prediction,
                                         const Context& context);

}  // namespace turnout::domain
