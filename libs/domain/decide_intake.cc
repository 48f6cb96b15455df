#include <algorithm>

#include "domain/assignments.h"
#include "domain/bounds.h"
#include "domain/decide.h"
#include "domain/draft.h"
#include "domain/policy.h"
#include "domain/require.h"

namespace turnout::domain {
namespace {

v1::Ruling ruling_for(const Subject& subject, const Context& context) {
  v1::Ruling ruling;
  ruling.set_station_id(context.jurisdiction.station_id);
  ruling.set_station_basis(context.jurisdiction.basis);
  ruling.set_area_class(context.jurisdiction.area_class);
  ruling.set_policy_version(context.policy.version());
  for (v1::ClockLimit& limit : limits_for(context.policy, subject)) *ruling.add_limits() = std::move(limit);
  return ruling;
}

// Answered, else its ring, else the receipt; never later than the receipt, however fast the client's clock
// is.
std::int64_t start_of(const v1::Call& call, std::int64_t now_ms) {
  const std::int64_t said_ms = call.answered_at_ms() != 0 ? call.answered_at_ms() : call.ring_at_ms();
  return said_ms == 0 ? now_ms : std::min(said_ms, now_ms);
}

}  // namespace

Decision decide(const Aggregates& aggregates, const v1::ReportIncidentRequest& report,
                const Context& context) {
  if (aggregates.incident.version() != 0) {
    return refuse(v1::REFUSAL_REASON_REQUEST_ID_REUSED, "incident_id",
                  "incident " + report.incident_id() + " exists with another report; make a new id");
  }
  Draft draft(aggregates, context, origin_of(report));
  v1::IncidentReported& reported = *draft.add(report.incident_id()).mutable_incident_reported();
  *reported.mutable_call() = report.call();
  *reported.mutable_place() = report.place();
  reported.set_type(report.type());
  reported.set_priority(report.priority());
  reported.set_kind(report.kind() == v1::INCIDENT_KIND_UNSPECIFIED ? v1::INCIDENT_KIND_POLICE
                                                                   : report.kind());
  reported.set_started_at_ms(start_of(report.call(), context.now_ms));
  *reported.mutable_ruling() = ruling_for({.kind = reported.kind(),
                                           .type = reported.type(),
                                           .area = context.jurisdiction.area_class,
                                           .priority = reported.priority(),
                                           .started_at_ms = reported.started_at_ms()},
                                          context);
  reported.set_late_entry(context.now_ms - reported.started_at_ms() > kLateEntryMs);
  return draft.take();
}

Decision decide(const Aggregates& aggregates, const v1::AddCallRequest& request, const Context& context) {
  TURNOUT_REQUIRE(require_known(aggregates.incident, request.incident_id()));
  Draft draft(aggregates, context, origin_of(request));
  *draft.add(request.incident_id()).mutable_call_added()->mutable_call() = request.call();
  return draft.take();
}

Decision decide(const Aggregates& aggregates, const v1::AddNoteRequest& request, const Context& context) {
  TURNOUT_REQUIRE(require_known(aggregates.incident, request.incident_id()));
  Draft draft(aggregates, context, origin_of(request));
  v1::Note& note = *draft.add(request.incident_id()).mutable_note_added()->mutable_note();
  note.set_at_ms(context.now_ms);
  note.set_author(request.actor());
  note.set_text(request.text());
  return draft.take();
}

Decision decide(const Aggregates& aggregates, const v1::AmendIncidentRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_open(incident));
  Draft draft(aggregates, context, origin_of(request));
  v1::IncidentAmended& amended = *draft.add(incident.id()).mutable_incident_amended();
  *amended.mutable_place() = place_after(incident, request);
  amended.set_type(request.has_type() ? request.type() : incident.type());
  amended.set_priority(request.has_priority() ? request.priority() : incident.priority());
  *amended.mutable_ruling() = ruling_for({.kind = incident.kind(),
                                          .type = amended.type(),
                                          .area = context.jurisdiction.area_class,
                                          .priority = amended.priority(),
                                          .started_at_ms = incident.started_at_ms()},
                                         context);
  return draft.take();
}

Decision decide(const Aggregates& aggregates, const v1::CancelIncidentRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_open(incident));
  Draft draft(aggregates, context, origin_of(request));
  for (const v1::Assignment& assignment : incident.assignments()) {
    if (!stands(assignment)) continue;
    const v1::Unit& unit = *aggregates.unit(assignment.unit_id());
    v1::UnitRecalled& recalled = *draft.add(incident.id(), unit).mutable_unit_recalled();
    recalled.set_assignment(assignment.number());
    recalled.set_reason(request.reason());
  }
  draft.add(incident.id()).mutable_incident_cancelled()->set_reason(request.reason());
  return draft.take();
}

v1::Place place_after(const v1::Incident& incident, const v1::AmendIncidentRequest& request) {
  return request.has_place() ? request.place() : incident.place();
}

std::string station_choice_after(const v1::Incident& incident, const v1::AmendIncidentRequest& request) {
  if (request.has_station_id()) return request.station_id();
  return incident.station_basis() == v1::STATION_BASIS_CHOSEN ? incident.station_id() : "";
}

}  // namespace turnout::domain
