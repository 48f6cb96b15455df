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
#include <optional>
#include <string>
#include <vector>

#include "domain/aggregates.h"
#include "domain/outcome.h"
#include "domain/whereabouts.h"
#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/dispatch_service.pb.h"
#include "turnout/v1/intake_service.pb.h"
#include "turnout/v1/policy.pb.h"
#include "turnout/v1/roster.pb.h"

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
  const v1::Roster& roster;
  Jurisdiction jurisdiction = {};          // for ReportIncident and AmendIncident
  const LastFixes& heard = kNothingHeard;  // for arrivals and predictions
};

using Decision = Outcome<std::vector<v1::Event>>;

// Intake
Decision decide(const Aggregates&, const v1::ReportIncidentRequest&, const Context&);
Decision decide(const Aggregates&, const v1::AddCallRequest&, const Context&);
Decision decide(const Aggregates&, const v1::AddNoteRequest&, const Context&);
Decision decide(const Aggregates&, const v1::AmendIncidentRequest&, const Context&);
Decision decide(const Aggregates&, const v1::CancelIncidentRequest&, const Context&);
Decision decide(const Aggregates&, const v1::SplitDuplicateRequest&, const Context&);
// `kept` is the incident that is kept, as it is now. Only an earlier one can be kept, so that links never
// make a circle.
Decision decide_link(const Aggregates&, const v1::LinkDuplicateRequest&, const Context&,
                     const v1::Incident& kept);

// Dispatch
Decision decide(const Aggregates&, const v1::RegisterUnitRequest&, const Context&);
Decision decide(const Aggregates&, const v1::SetUnitStatusRequest&, const Context&);
Decision decide(const Aggregates&, const v1::SignOnRequest&, const Context&);
Decision decide(const Aggregates&, const v1::SignOffRequest&, const Context&);
Decision decide(const Aggregates&, const v1::AssignUnitRequest&, const Context&);
Decision decide(const Aggregates&, const v1::RecallUnitRequest&, const Context&);

// Accountability
Decision decide(const Aggregates&, const v1::ReportMilestoneRequest&, const Context&);
Decision decide(const Aggregates&, const v1::DeclineOrderRequest&, const Context&);
Decision decide(const Aggregates&, const v1::RuleOnDeclineRequest&, const Context&);
Decision decide(const Aggregates&, const v1::AcknowledgeEscalationRequest&, const Context&);
Decision decide(const Aggregates&, const v1::RequestHandoverRequest&, const Context&);
Decision decide(const Aggregates&, const v1::AnswerHandoverRequest&, const Context&);
Decision decide(const Aggregates&, const v1::ArbitrateHandoverRequest&, const Context&);
Decision decide(const Aggregates&, const v1::ConfirmTimeRequest&, const Context&);
Decision decide(const Aggregates&, const v1::CorrectTimeRequest&, const Context&);
Decision decide(const Aggregates&, const v1::ReportDispositionRequest&, const Context&);
Decision decide(const Aggregates&, const v1::CloseIncidentRequest&, const Context&);
Decision decide(const Aggregates&, const v1::ReopenIncidentRequest&, const Context&);

// What the services do by themselves. Each yields no events if by now there is nothing to do (its hint was
// stale).
//
// The deadline keeper: the warnings, deadlines and rungs that are due at `now`.
std::vector<v1::Event> decide_due(const Aggregates&, const Context&);

// An order that another unit is to take over: not signed in time, or declined; the policy wants it replaced
// by itself, nothing has been done about it yet, and turnout can still be saved.
std::optional<std::uint32_t> order_to_replace(const v1::Incident&);
// How often in a row orders have been replaced by themselves, up to this one.
std::uint32_t replacements_before(const v1::Incident&, std::uint32_t order);
// Replaces it by an order for `unit_id` in one step; the units are that one and, if its order stands, the one
// that has it. An empty unit id says that there is none that could go: people are told at once, for this
// `reason`. The same happens once the policy's bound is reached.
struct Replacement {
  std::string unit_id;
  std::string reason;
};
Decision decide_replacement(const Aggregates&, const Replacement&, const Context&);

// What predictions say of a clock of the incident: late, or in time again.
struct Foresight {
  v1::ClockKind kind = v1::CLOCK_KIND_UNSPECIFIED;
  bool late = false;
  std::int64_t predicted_at_ms = 0;
  std::string alternative_unit_id = {};
  std::int64_t alternative_at_ms = 0;
};
// Says so once for each clock, and once more when the risk is gone.
std::vector<v1::Event> decide_foresight(const Aggregates&, const Foresight&, const Context&);

// What an amended incident says about its place, and the call taker's choice of station; empty = by place.
v1::Place place_after(const v1::Incident&, const v1::AmendIncidentRequest&);
std::string station_choice_after(const v1::Incident&, const v1::AmendIncidentRequest&);

}  // namespace turnout::domain
