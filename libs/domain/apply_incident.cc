#include <algorithm>

#include "domain/apply.h"
#include "domain/assignments.h"
#include "domain/bounds.h"
#include "domain/clocks.h"
#include "domain/request.h"

namespace turnout::domain {
namespace {

void keep_call(const v1::Call& call, v1::Incident& incident) {
  incident.set_calls_total(incident.calls_total() + 1);
  if (incident.calls_size() < kMaxCallsKept) *incident.add_calls() = call;
}

void take_ruling(const v1::Ruling& ruling, v1::Incident& incident) {
  incident.set_station_id(ruling.station_id());
  incident.set_station_basis(ruling.station_basis());
  incident.set_area_class(ruling.area_class());
  incident.set_policy_version(ruling.policy_version());
  *incident.mutable_limits() = ruling.limits();
}

void make_responsible(const std::string& officer, std::int64_t since_ms, v1::Incident& incident) {
  incident.mutable_responsible()->set_officer_id(officer);
  incident.mutable_responsible()->set_since_ms(since_ms);
}

void on(const v1::IncidentReported& reported, const v1::Event& event, v1::Incident& incident) {
  incident.set_id(event.incident_id());
  incident.set_status(v1::INCIDENT_STATUS_OPEN);
  incident.set_type(reported.type());
  incident.set_priority(reported.priority());
  *incident.mutable_place() = reported.place();
  incident.set_started_at_ms(reported.started_at_ms());
  incident.set_received_at_ms(event.at_ms());
  incident.set_late_entry(reported.late_entry());
  take_ruling(reported.ruling(), incident);
  keep_call(reported.call(), incident);
  make_responsible(reported.call().received_by(), reported.started_at_ms(), incident);
  renew_limits(incident);
}

void on(const v1::CallAdded& added, const v1::Event&, v1::Incident& incident) {
  keep_call(added.call(), incident);
}

void on(const v1::NoteAdded& added, const v1::Event&, v1::Incident& incident) {
  incident.set_notes_total(incident.notes_total() + 1);
  if (incident.notes_size() == kMaxNotesKept) incident.mutable_notes()->DeleteSubrange(0, 1);
  *incident.add_notes() = added.note();
}

void on(const v1::IncidentAmended& amended, const v1::Event&, v1::Incident& incident) {
  incident.set_type(amended.type());
  incident.set_priority(amended.priority());
  *incident.mutable_place() = amended.place();
  take_ruling(amended.ruling(), incident);
  renew_limits(incident);
}

void end(v1::IncidentStatus status, std::int64_t at_ms, v1::Incident& incident) {
  incident.set_status(status);
  incident.set_ended_at_ms(at_ms);
  end_clocks(incident);
}

void on(const v1::IncidentCancelled&, const v1::Event& event, v1::Incident& incident) {
  end(v1::INCIDENT_STATUS_CANCELLED, event.at_ms(), incident);
}

void on(const v1::IncidentClosed&, const v1::Event& event, v1::Incident& incident) {
  end(v1::INCIDENT_STATUS_CLOSED, event.at_ms(), incident);
}

void on(const v1::IncidentReopened&, const v1::Event&, v1::Incident& incident) {
  incident.set_status(v1::INCIDENT_STATUS_OPEN);
  incident.clear_ended_at_ms();
  resume_clocks(incident);
}

void on(const v1::UnitAssigned& assigned, const v1::Event& event, v1::Incident& incident) {
  v1::Assignment& assignment = *incident.add_assignments();
  assignment.set_number(assigned.assignment());
  assignment.set_unit_id(event.unit_id());
  reach(assignment, v1::MILESTONE_ASSIGNED, assigned.stamp());
  stop_clock(incident, v1::CLOCK_KIND_ASSIGN, 0, assigned.stamp().at_ms());
  start_clock(incident, v1::CLOCK_KIND_ACKNOWLEDGE, assigned.assignment(), assigned.stamp().at_ms());
}

void end_assignment(v1::AssignmentEnd how, std::int64_t at_ms, v1::Assignment& assignment,
                    v1::Incident& incident) {
  if (!stands(assignment)) return;
  assignment.set_end(how);
  assignment.set_ended_at_ms(at_ms);
  end_order_clock(incident, assignment.number());
}

// The first officer who signs any of its orders answers for the incident from then on.
void sign(const v1::Stamp& stamp, v1::Assignment& assignment, v1::Incident& incident) {
  const bool first = std::ranges::all_of(
      incident.assignments(), [](const v1::Assignment& other) { return other.signed_by().empty(); });
  if (assignment.signed_by().empty()) assignment.set_signed_by(stamp.reported_by());
  if (first) make_responsible(stamp.reported_by(), stamp.at_ms(), incident);
}

void on(const v1::MilestoneReached& reached, const v1::Event&, v1::Incident& incident) {
  v1::Assignment* assignment = find_assignment(incident, reached.assignment());
  if (assignment == nullptr) return;
  const std::int64_t at_ms = reached.stamp().at_ms();
  const v1::Milestone milestone = reached.milestone();
  reach(*assignment, milestone, reached.stamp());
  if (milestone == v1::MILESTONE_ACKNOWLEDGED) sign(reached.stamp(), *assignment, incident);
  if (milestone == v1::MILESTONE_CLEARED) {
    end_assignment(v1::ASSIGNMENT_END_CLEARED, at_ms, *assignment, incident);
    return;
  }
  if (milestone >= v1::MILESTONE_ACKNOWLEDGED) {
    stop_clock(incident, v1::CLOCK_KIND_ACKNOWLEDGE, assignment->number(), at_ms);
  }
  if (milestone >= v1::MILESTONE_EN_ROUTE) stop_clock(incident, v1::CLOCK_KIND_TURNOUT, 0, at_ms);
  if (milestone == v1::MILESTONE_ON_SCENE) {
    stop_clock(incident, v1::CLOCK_KIND_ARRIVAL, 0, at_ms);
    if (!incident.has_disposition()) start_clock(incident, v1::CLOCK_KIND_DISPOSITION, 0, at_ms);
  }
}

void on(const v1::OrderDeclined& declined, const v1::Event& event, v1::Incident& incident) {
  v1::Assignment* assignment = find_assignment(incident, declined.assignment());
  if (assignment == nullptr) return;
  end_assignment(v1::ASSIGNMENT_END_DECLINED, event.at_ms(), *assignment, incident);
  assignment->set_end_reason(declined.reason());
}

void on(const v1::UnitRecalled& recalled, const v1::Event& event, v1::Incident& incident) {
  v1::Assignment* assignment = find_assignment(incident, recalled.assignment());
  if (assignment == nullptr) return;
  end_assignment(v1::ASSIGNMENT_END_RECALLED, event.at_ms(), *assignment, incident);
  assignment->set_end_reason(recalled.reason());
}

void on(const v1::DispositionReported& reported, const v1::Event&, v1::Incident& incident) {
  *incident.mutable_disposition() = reported.disposition();
  stop_clock(incident, v1::CLOCK_KIND_DISPOSITION, 0, reported.disposition().at_ms());
}

void on(const v1::DeadlineBreached& breached, const v1::Event& event, v1::Incident& incident) {
  fire(incident, breached, event.at_ms());
}

}  // namespace

void apply(const v1::Event& event, v1::Incident& incident) {
  incident.set_version(event.incident_version());
  switch (event.body_case()) {
    case v1::Event::kIncidentReported:
      on(event.incident_reported(), event, incident);
      break;
    case v1::Event::kCallAdded:
      on(event.call_added(), event, incident);
      break;
    case v1::Event::kNoteAdded:
      on(event.note_added(), event, incident);
      break;
    case v1::Event::kIncidentAmended:
      on(event.incident_amended(), event, incident);
      break;
    case v1::Event::kIncidentCancelled:
      on(event.incident_cancelled(), event, incident);
      break;
    case v1::Event::kUnitAssigned:
      on(event.unit_assigned(), event, incident);
      break;
    case v1::Event::kMilestoneReached:
      on(event.milestone_reached(), event, incident);
      break;
    case v1::Event::kOrderDeclined:
      on(event.order_declined(), event, incident);
      break;
    case v1::Event::kUnitRecalled:
      on(event.unit_recalled(), event, incident);
      break;
    case v1::Event::kDispositionReported:
      on(event.disposition_reported(), event, incident);
      break;
    case v1::Event::kIncidentClosed:
      on(event.incident_closed(), event, incident);
      break;
    case v1::Event::kIncidentReopened:
      on(event.incident_reopened(), event, incident);
      break;
    case v1::Event::kDeadlineBreached:
      on(event.deadline_breached(), event, incident);
      break;
    case v1::Event::kUnitRegistered:
    case v1::Event::kUnitStatusSet:
    case v1::Event::BODY_NOT_SET:
      break;
  }
  remember(event, incident);
}

}  // namespace turnout::domain
