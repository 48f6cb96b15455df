// The rulebook: what a command does to an incident and its units, or why it is refused. Pure: no I/O, no
// clock.
//
// Every `decide` takes the states as they are, the command as the client sent it (its form already
// validated), and the context, and yields the events that are now true: at least one, or a refusal, in which
// case nothing changed. The states are those of one load: the incident and the units that the command names
// (one that does not exist with its id and version 0), and to cancel, the units that stand on that very
// incident. Deadlines that have passed at `now` fire first, whoever's command comes next: after a deadline no
// event stands in the log before its DeadlineBreached.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/aggregates.h"
#include "domain/outcome.h"
#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/dispatch_service.pb.h"
#include "turnout/v1/intake_service.pb.h"
#include "turnout/v1/policy.pb.h"

namespace turnout::domain {

// Which station answers for a place, as the city's data say.
struct Jurisdiction {
  std::string station_id;
  v1::StationBasis basis = v1::STATION_BASIS_UNKNOWN;
  v1::AreaClass area_class = v1::AREA_CLASS_UNSPECIFIED;
};

// What a decision may know besides the states.
struct Context {
  std::int64_t now_ms = 0;
  const v1::Policy& policy;
  Jurisdiction jurisdiction = {};  // for ReportIncident and AmendIncident
};

using Decision = Outcome<std::vector<v1::Event>>;

// Intake
Decision decide(const Aggregates&, const v1::ReportIncidentRequest&, const Context&);
Decision decide(const Aggregates&, const v1::AddCallRequest&, const Context&);
Decision decide(const Aggregates&, const v1::AddNoteRequest&, const Context&);
Decision decide(const Aggregates&, const v1::AmendIncidentRequest&, const Context&);
Decision decide(const Aggregates&, const v1::CancelIncidentRequest&, const Context&);

// Dispatch
Decision decide(const Aggregates&, const v1::RegisterUnitRequest&, const Context&);
Decision decide(const Aggregates&, const v1::SetUnitStatusRequest&, const Context&);
Decision decide(const Aggregates&, const v1::AssignUnitRequest&, const Context&);
Decision decide(const Aggregates&, const v1::RecallUnitRequest&, const Context&);

// Accountability
Decision decide(const Aggregates&, const v1::ReportMilestoneRequest&, const Context&);
Decision decide(const Aggregates&, const v1::DeclineOrderRequest&, const Context&);
Decision decide(const Aggregates&, const v1::ReportDispositionRequest&, const Context&);
Decision decide(const Aggregates&, const v1::CloseIncidentRequest&, const Context&);
Decision decide(const Aggregates&, const v1::ReopenIncidentRequest&, const Context&);

// What is due at `now`: the events of the deadline keeper; none if nothing is due (its hint was stale).
std::vector<v1::Event> decide_due(const Aggregates&, std::int64_t now_ms);

// What an amended incident says about its place, and the call taker's choice of station; empty = by place.
v1::Place place_after(const v1::Incident&, const v1::AmendIncidentRequest&);
std::string station_choice_after(const v1::Incident&, const v1::AmendIncidentRequest&);

}  // namespace turnout::domain
