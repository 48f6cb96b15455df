#include <algorithm>

#include "domain/aggregates.h"
#include "domain/apply.h"
#include "domain/apply_to_clock.h"
#include "domain/apply_to_order.h"
#include "domain/bounds.h"
#include "domain/call_start.h"
#include "domain/clocks.h"
#include "domain/escalations.h"
#include "domain/orders.h"
#include "domain/request_meta.h"
#include "domain/responsible.h"
#include "domain/snapshot_size.h"

namespace turnout::domain {
namespace {

void keep_call(const v1::Call& call, v1::Incident& incident) {
  incident.set_calls_total(incident.calls_total() + 1);
  if (incident.calls_size() == kMaxCallsKept) incident.mutable_calls()->DeleteSubrange(1, 1);
  *incident.add_calls() = call;
}

void take_policy(const v1::AppliedPolicy& applied_policy, v1::Incident& incident) {
  incident.set_station_id(applied_policy.station_id());
  incident.set_station_basis(applied_policy.station_basis());
  incident.set_area_class(applied_policy.area_class());
  incident.set_policy_version(applied_policy.policy_version());
  *incident.mutable_effective_clocks() = applied_policy.clocks();
}

void on(const v1::IncidentReported& reported, const v1::Event& event, v1::Incident& incident) {
  incident.set_id(event.incident_id());
  incident.set_status(v1::INCIDENT_STATUS_OPEN);
  incident.set_kind(reported.kind());
  incident.set_type(reported.type());
  incident.set_priority(reported.priority());
  *incident.mutable_place() = reported.place();
  incident.set_started_at_ms(reported.started_at_ms());
  incident.set_received_at_ms(event.at_ms());
  incident.set_late_entry(reported.late_entry());
  incident.set_is_start_implausible(reported.is_start_implausible());
  take_policy(reported.applied_policy(), incident);
  keep_call(reported.call(), incident);
  make_responsible(incident, reported.call().received_by(), v1::RESPONSIBLE_BASIS_RECEIVED,
                   reported.started_at_ms());
}

// Nobody may be forgotten because the report itself is lost.
void on(const v1::RecordRepaired& repaired, const v1::Event& event, v1::Incident& incident) {
  incident.set_events_missing(incident.events_missing() + repaired.events_missing());
  if (incident.status() != v1::INCIDENT_STATUS_UNSPECIFIED) return;
  incident.set_status(v1::INCIDENT_STATUS_OPEN);
  incident.set_started_at_ms(event.at_ms());
  incident.set_received_at_ms(event.at_ms());
}

void on(const v1::CallAdded& added, const v1::Event&, v1::Incident& incident) {
  keep_call(added.call(), incident);
}

void keep_note(const v1::Note& note, v1::Incident& incident) {
  incident.set_notes_total(incident.notes_total() + 1);
  if (incident.notes_size() == kMaxNotesKept) incident.mutable_notes()->DeleteSubrange(0, 1);
  *incident.add_notes() = note;
}

void on(const v1::NoteAdded& added, const v1::Event&, v1::Incident& incident) {
  keep_note(added.note(), incident);
}

void on(const v1::IncidentAmended& amended, const v1::Event&, v1::Incident& incident) {
  incident.set_type(amended.type());
  incident.set_priority(amended.priority());
  *incident.mutable_place() = amended.place();
  take_policy(amended.applied_policy(), incident);
  renew_effective_clocks(incident);
}

// Somebody answers from the start on.
void begin_at(std::int64_t started_at_ms, v1::Incident& incident) {
  incident.set_started_at_ms(started_at_ms);
  v1::Responsible& first = incident.past_responsible().empty() ? *incident.mutable_responsible()
                                                               : *incident.mutable_past_responsible(0);
  first.set_since_ms(started_at_ms);
}

// The clocks that were started by the start are judged by the new one.
void on(const v1::StartCorrected& corrected, const v1::Event&, v1::Incident& incident) {
  for (v1::Clock& clock : *incident.mutable_clocks()) {
    if (clock.start() != v1::CLOCK_EDGE_CALL || clock.started_at_ms() != corrected.before_ms()) continue;
    clock.set_started_at_ms(corrected.at_ms());
    clock.set_due_at_ms(corrected.at_ms() + clock.limit_ms());
  }
  begin_at(corrected.at_ms(), incident);
  incident.set_is_start_implausible(false);
}

void on(const v1::DuplicateMerged& merged, const v1::Event&, v1::Incident& incident) {
  freeze_verdicts(incident);
  begin_at(merged.started_at_ms(), incident);
  incident.set_is_start_implausible(merged.is_start_implausible());
  incident.set_type(merged.type());
  incident.set_priority(merged.priority());
  *incident.mutable_place() = merged.place();
  for (const v1::Call& call : merged.calls()) keep_call(call, incident);
  for (const v1::Note& note : merged.notes()) keep_note(note, incident);
  incident.add_duplicates(merged.incident_id());
  take_policy(merged.applied_policy(), incident);
  renew_effective_clocks(incident);
}

template <class List>
void take_back(List& list, const std::string& from_incident_id) {
  const auto came = [&](const auto& each) { return each.from_incident_id() == from_incident_id; };
  list.erase(std::remove_if(list.begin(), list.end(), came), list.end());
}

void on(const v1::DuplicateFreed& freed, const v1::Event&, v1::Incident& incident) {
  auto& ids = *incident.mutable_duplicates();
  ids.erase(std::remove(ids.begin(), ids.end(), freed.incident_id()), ids.end());
  take_back(*incident.mutable_calls(), freed.incident_id());
  take_back(*incident.mutable_notes(), freed.incident_id());
  // What came may have been lost with its event.
  incident.set_calls_total(incident.calls_total() - std::min(incident.calls_total(), freed.calls()));
  incident.set_notes_total(incident.notes_total() - std::min(incident.notes_total(), freed.notes()));
  if (!freed.has_applied_policy())
    return;  // the incident has ended, or the event is of before its start came with it
  freeze_verdicts(incident);
  begin_at(freed.started_at_ms(), incident);
  incident.set_is_start_implausible(freed.is_start_implausible());
  take_policy(freed.applied_policy(), incident);
  renew_effective_clocks(incident);
}

void end(v1::IncidentStatus status, std::int64_t at_ms, v1::Incident& incident) {
  incident.set_status(status);
  incident.set_ended_at_ms(at_ms);
  incident.clear_handover();
  incident.clear_cancellation();
  incident.clear_effective_clocks();  // its opening again brings them along
}

void open_again(const v1::AppliedPolicy& policy, v1::Incident& incident) {
  incident.set_status(v1::INCIDENT_STATUS_OPEN);
  incident.clear_ended_at_ms();
  take_policy(policy, incident);
}

void on(const v1::CancellationBegun& begun, const v1::Event& event, v1::Incident& incident) {
  v1::Cancellation& cancellation = *incident.mutable_cancellation();
  cancellation.set_reason(begun.reason());
  cancellation.set_requested_by(event.actor());
  cancellation.set_requested_at_ms(event.at_ms());
}

void on(const v1::IncidentCancelled&, const v1::Event& event, v1::Incident& incident) {
  end(v1::INCIDENT_STATUS_CANCELLED, event.at_ms(), incident);
}

void on(const v1::IncidentClosed&, const v1::Event& event, v1::Incident& incident) {
  end(v1::INCIDENT_STATUS_CLOSED, event.at_ms(), incident);
}

void on(const v1::IncidentReopened& reopened, const v1::Event& event, v1::Incident& incident) {
  make_final(incident, reopened.runs_on());
  incident.set_reopenings(incident.reopenings() + 1);
  incident.set_reopened_at_ms(event.at_ms());
  incident.set_orders_before_reopening(last_order_number(incident));
  incident.clear_disposition();
  incident.clear_first_disposition_at_ms();
  open_again(reopened.applied_policy(), incident);
}

void on(const v1::DuplicateLinked& linked, const v1::Event& event, v1::Incident& incident) {
  incident.set_duplicate_of(linked.duplicate_of());
  incident.set_is_start_implausible(false);  // the ruling is made on the incident that is kept
  end(v1::INCIDENT_STATUS_DUPLICATE, event.at_ms(), incident);
}

void on(const v1::DuplicateSplit& split, const v1::Event&, v1::Incident& incident) {
  incident.clear_duplicate_of();
  const bool is_ruled = incident.calls().empty() || incident.started_at_ms() != start_of(incident.calls(0));
  incident.set_is_start_implausible(!is_ruled && incident.calls(0).is_start_implausible());
  open_again(split.applied_policy(), incident);
}

void on(const v1::DispositionReported& reported, const v1::Event&, v1::Incident& incident) {
  *incident.mutable_disposition() = reported.disposition();
  if (incident.first_disposition_at_ms() == 0) {
    incident.set_first_disposition_at_ms(reported.disposition().at_ms());
  }
}

void apply_to_incident(const v1::Event& event, v1::Incident& incident) {
  if (event.has_incident_reported()) on(event.incident_reported(), event, incident);
  if (event.has_call_added()) on(event.call_added(), event, incident);
  if (event.has_note_added()) on(event.note_added(), event, incident);
  if (event.has_incident_amended()) on(event.incident_amended(), event, incident);
  if (event.has_cancellation_begun()) on(event.cancellation_begun(), event, incident);
  if (event.has_incident_cancelled()) on(event.incident_cancelled(), event, incident);
  if (event.has_disposition_reported()) on(event.disposition_reported(), event, incident);
  if (event.has_incident_closed()) on(event.incident_closed(), event, incident);
  if (event.has_incident_reopened()) on(event.incident_reopened(), event, incident);
  if (event.has_duplicate_linked()) on(event.duplicate_linked(), event, incident);
  if (event.has_duplicate_split()) on(event.duplicate_split(), event, incident);
  if (event.has_duplicate_merged()) on(event.duplicate_merged(), event, incident);
  if (event.has_start_corrected()) on(event.start_corrected(), event, incident);
  if (event.has_record_repaired()) on(event.record_repaired(), event, incident);
  if (event.has_duplicate_freed()) on(event.duplicate_freed(), event, incident);
}

}  // namespace

// Each part does nothing for the events of the others.
void apply(const v1::Event& event, v1::Incident& incident) {
  const std::string& id = incident.id().empty() ? event.incident_id() : incident.id();
  incident.set_version(incident_version_after(event, id));
  apply_to_incident(event, incident);
  apply_to_order(event, incident);
  apply_to_clock(event, incident);
  apply_to_responsible(event, incident);
  settle_clocks(incident, event);
  settle_escalations(incident);
  remember(event, incident);
  if (incident.status() != v1::INCIDENT_STATUS_OPEN) forget_all_but(kRememberedRequestsAfterEnd, incident);
  bound_size(incident);
}

}  // namespace turnout::domain
