#include "domain/bounds.h"
#include "domain/request_forms.h"
#include "domain/validate.h"

namespace turnout::domain {
namespace {

void check_call(Form& form, bool present, const v1::Call& call) {
  form.must(present, "call", "is required")
      .known("call.source", call.source(), true)
      .text("call.caller_name", call.caller_name(), 0, kMaxNameCharacters)
      .text("call.caller_phone", call.caller_phone(), 0, kMaxPhoneCharacters)
      .instant("call.ring_at_ms", call.ring_at_ms())
      .instant("call.answered_at_ms", call.answered_at_ms())
      .instant("call.hung_up_at_ms", call.hung_up_at_ms())
      .id("call.received_by", call.received_by())
      .lines("call.words", call.words(), 0, kMaxLinesCharacters);
}

void check_place(Form& form, const v1::Place& place) {
  if (place.has_position()) form.position("place.position", place.position());
  form.text("place.address", place.address(), 0, kMaxReasonCharacters);
}

}  // namespace

Outcome<void> validate(const v1::ReportIncidentRequest& request) {
  Form form;
  form.uuid7("incident_id", request.incident_id());
  check_call(form, request.has_call(), request.call());
  check_place(form, request.place());
  return form.text("type", request.type(), 0, kMaxCodeCharacters)
      .known("priority", request.priority(), false)
      .id_or_empty("station_id", request.station_id())
      .known("kind", request.kind(), false)
      .result();
}

Outcome<void> validate(const v1::AddCallRequest& request) {
  Form form;
  form.id("request_id", request.request_id()).uuid7("incident_id", request.incident_id());
  check_call(form, request.has_call(), request.call());
  return form.result();
}

Outcome<void> validate(const v1::AddNoteRequest& request) {
  return command_on_incident(request).lines("text", request.text(), 1, kMaxLinesCharacters).result();
}

Outcome<void> validate(const v1::AmendIncidentRequest& request) {
  Form form = command_on_incident(request);
  form.must(request.has_place() || request.has_type() || request.has_priority() || request.has_station_id(),
            "place", "one of place, type, priority, station_id must be given");
  check_place(form, request.place());
  return form.text("type", request.type(), 0, kMaxCodeCharacters)
      .known("priority", request.priority(), false)
      .id_or_empty("station_id", request.station_id())
      .result();
}

Outcome<void> validate(const v1::CancelIncidentRequest& request) {
  return command_on_incident(request).text("reason", request.reason(), 1, kMaxReasonCharacters).result();
}

Outcome<void> validate(const v1::LinkDuplicateRequest& request) {
  return command_on_incident(request)
      .uuid7("duplicate_of", request.duplicate_of())
      .must(request.duplicate_of() != request.incident_id(), "duplicate_of", "must be another incident")
      .text("reason", request.reason(), 1, kMaxReasonCharacters)
      .result();
}

Outcome<void> validate(const v1::SplitDuplicateRequest& request) {
  return command_on_incident(request).text("reason", request.reason(), 1, kMaxReasonCharacters).result();
}

Outcome<void> validate(const v1::GetIncidentRequest& request) {
  return Form().uuid7("incident_id", request.incident_id()).result();
}

Outcome<void> validate(const v1::ListIncidentsRequest& request) {
  return check_page(Form().id_or_empty("station_id", request.station_id()), request);
}

Outcome<void> validate(const v1::WatchIncidentsRequest& request) {
  return Form()
      .id_or_empty("cursor", request.cursor())
      .id_or_empty("station_id", request.station_id())
      .result();
}

}  // namespace turnout::domain
