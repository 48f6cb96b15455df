// What a decision is given and what it comes to.
//
// Each command has its header, named as its RPC (decline_order.h): its form (`validate`) and its rule (`decide`).
// A rule is pure: no I/O, no clock. It is given the states as they are, the command as the client sent it (its form already
// validated) and the context, and returns the events that are now true: at least one, or a refusal, in which case nothing has
// changed. The states are those of one load: the incident and the units that the command names (one that does not exist with its
// id and version 0). Deadlines that have passed at `now` fire first, whoever's command comes next: no event stands in the log
// between a deadline and its DeadlineBreached.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/aggregates.h"
#include "domain/last_positions.h"
#include "domain/outcome.h"
#include "domain/request_meta.h"

namespace turnout::v1 {
class Policy;
class Roster;
}  // namespace turnout::v1

namespace turnout::domain {

// Which station answers for a place, as the city's data say.
struct Jurisdiction {
  std::string station_id;
  v1::StationBasis basis = v1::STATION_BASIS_UNKNOWN;
  v1::AreaClass area_class = v1::AREA_CLASS_UNSPECIFIED;
  bool is_position_implausible = false;  // the reported position is no place of this city
};

// What a decision may know besides the states.
struct Context {
  std::int64_t now_ms = 0;
  const v1::Policy& policy;
  const v1::Roster& roster;
  Jurisdiction jurisdiction = {};                      // for ReportIncident and AmendIncident
  const LastPositions& last_positions = kNoPositions;  // for arrivals and predictions
  RequestMeta meta = service_meta();                   // of the command; by default the service acts unasked
};

using Decision = Outcome<std::vector<v1::Event>>;

// The deadline keeper's turn: the warnings, deadlines and levels of ladders that are due at `now`. No events if nothing is due.
std::vector<v1::Event> decide_due(const Aggregates& aggregates, const Context& context);

}  // namespace turnout::domain
