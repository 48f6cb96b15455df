#include <algorithm>

#include "domain/assignments.h"
#include "domain/decide.h"
#include "domain/draft.h"
#include "domain/require.h"
#include "domain/scene.h"
#include "domain/stamp.h"

namespace turnout::domain {
namespace {

// A report that its terminal numbered is older than one that came before: it is not what was just pressed.
bool is_in_sequence(const v1::Unit& unit, const v1::ReportMilestoneRequest& request) {
  return request.device_sequence() == 0 || request.device_sequence() > unit.device_sequence();
}

// Auxiliaries never answer for an incident: whoever leads their crew does. Empty = the actor does.
std::string officer_who_answers(const v1::Unit& unit, const v1::ReportMilestoneRequest& request) {
  if (request.milestone() != v1::MILESTONE_ACKNOWLEDGED) return "";
  const bool is_auxiliary = std::ranges::count(unit.shift().auxiliaries(), request.actor()) > 0;
  return is_auxiliary ? unit.shift().officers(0) : "";
}

}  // namespace

Decision decide(const Aggregates& aggregates, const v1::ReportMilestoneRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  const v1::Unit* unit = aggregates.unit(request.unit_id());
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_known(unit, request.unit_id()));
  const v1::Assignment* order = find_assignment(incident, request.unit_id(), request.assignment());
  TURNOUT_REQUIRE(require_order(order, request.unit_id()));
  Draft draft(aggregates, context, origin_of(request));
  v1::MilestoneReached& reached = *draft.add(incident.id(), *unit).mutable_milestone_reached();
  reached.set_assignment(order->number());
  reached.set_milestone(request.milestone());
  reached.set_officer_id(officer_who_answers(*unit, request));
  v1::Stamp& stamp = *reached.mutable_stamp();
  stamp = stamp_of({.source = request.source(),
                    .device_at_ms = request.device_at_ms(),
                    .earliest_ms = find_stamp(*order, v1::MILESTONE_ASSIGNED)->at_ms(),
                    .contact_at_ms = unit->contact_at_ms(),
                    .accept_imported = context.policy.accept_imported_times(),
                    .in_sequence = is_in_sequence(*unit, request)},
                   context.now_ms);
  stamp.set_reported_by(request.actor());
  stamp.set_device_sequence(request.device_sequence());
  if (request.has_position()) *stamp.mutable_position() = request.position();
  if (request.milestone() == v1::MILESTONE_ON_SCENE) {
    check_scene(incident.place(), *unit, context, stamp);
  }
  return draft.take();
}

Decision decide(const Aggregates& aggregates, const v1::ReportDispositionRequest& request,
                const Context& context) {
  TURNOUT_REQUIRE(require_known(aggregates.incident, request.incident_id()));
  TURNOUT_REQUIRE(require_open(aggregates.incident));
  Draft draft(aggregates, context, origin_of(request));
  v1::Event& event = draft.add(request.incident_id());
  v1::Disposition& disposition = *event.mutable_disposition_reported()->mutable_disposition();
  disposition.set_code(request.code());
  disposition.set_text(request.text());
  disposition.set_reported_by(request.actor());
  disposition.set_at_ms(context.now_ms);
  return draft.take();
}

Decision decide(const Aggregates& aggregates, const v1::CloseIncidentRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_open(incident));
  TURNOUT_REQUIRE(require_no_units(incident));
  if (!incident.has_disposition()) {
    return refuse(v1::REFUSAL_REASON_DISPOSITION_MISSING, "incident_id",
                  "incident " + incident.id() + " has no disposition; report what was found first");
  }
  Draft draft(aggregates, context, origin_of(request));
  draft.add(incident.id()).mutable_incident_closed();
  return draft.take();
}

Decision decide(const Aggregates& aggregates, const v1::ReopenIncidentRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  if (incident.status() != v1::INCIDENT_STATUS_CLOSED) {
    return refuse(v1::REFUSAL_REASON_INCIDENT_NOT_CLOSED, "incident_id",
                  "incident " + incident.id() + " is not closed");
  }
  Draft draft(aggregates, context, origin_of(request));
  draft.add(incident.id()).mutable_incident_reopened()->set_reason(request.reason());
  return draft.take();
}

}  // namespace turnout::domain
