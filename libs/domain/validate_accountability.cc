#include "domain/bounds.h"
#include "domain/request_forms.h"
#include "domain/validate.h"

namespace turnout::domain {
namespace {

template <class Request>
Form ruling_on_time(const Request& request) {
  Form form = command_on_incident(request);
  form.must(request.assignment() > 0, "assignment", "is required: the number of the order, from 1")
      .known("milestone", request.milestone(), true)
      .text("reason", request.reason(), 1, kMaxReasonCharacters);
  return form;
}

}  // namespace

Outcome<void> validate(const v1::ReportMilestoneRequest& request) {
  Form form = command_on_incident(request);
  form.id("unit_id", request.unit_id())
      .known("milestone", request.milestone(), true)
      .must(request.milestone() != v1::MILESTONE_ASSIGNED, "milestone",
            "must be DELIVERED to CLEARED; units are assigned by AssignUnit")
      .instant("device_at_ms", request.device_at_ms())
      .known("source", request.source(), false);
  if (request.has_position()) form.position("position", request.position());
  return form.result();
}

Outcome<void> validate(const v1::DeclineOrderRequest& request) {
  return command_on_incident(request)
      .id("unit_id", request.unit_id())
      .known("reason", request.reason(), true)
      .text("text", request.text(), request.reason() == v1::DECLINE_REASON_OTHER ? 1 : 0,
            kMaxReasonCharacters)
      .result();
}

Outcome<void> validate(const v1::RuleOnDeclineRequest& request) {
  return command_on_incident(request)
      .id("unit_id", request.unit_id())
      .text("reason", request.reason(), request.approved() ? 0 : 1, kMaxReasonCharacters)
      .result();
}

Outcome<void> validate(const v1::AcknowledgeEscalationRequest& request) {
  return command_on_incident(request)
      .known("kind", request.kind(), true)
      .text("note", request.note(), 1, kMaxReasonCharacters)
      .result();
}

Outcome<void> validate(const v1::ListEscalationsRequest& request) {
  return check_page(
      Form().id_or_empty("station_id", request.station_id()).known("role", request.role(), false), request);
}

Outcome<void> validate(const v1::WatchEscalationsRequest& request) {
  return Form()
      .id_or_empty("cursor", request.cursor())
      .id_or_empty("station_id", request.station_id())
      .known("role", request.role(), false)
      .result();
}

Outcome<void> validate(const v1::RequestHandoverRequest& request) {
  return command_on_incident(request)
      .id("to_officer_id", request.to_officer_id())
      .id_or_empty("to_station_id", request.to_station_id())
      .text("reason", request.reason(), 1, kMaxReasonCharacters)
      .result();
}

Outcome<void> validate(const v1::AnswerHandoverRequest& request) {
  return command_on_incident(request)
      .text("reason", request.reason(), request.accepted() ? 0 : 1, kMaxReasonCharacters)
      .result();
}

Outcome<void> validate(const v1::ArbitrateHandoverRequest& request) {
  return command_on_incident(request).text("reason", request.reason(), 1, kMaxReasonCharacters).result();
}

Outcome<void> validate(const v1::ListPendingTimesRequest& request) {
  return check_page(Form().id_or_empty("station_id", request.station_id()), request);
}

Outcome<void> validate(const v1::ConfirmTimeRequest& request) {
  return ruling_on_time(request).result();
}

Outcome<void> validate(const v1::CorrectTimeRequest& request) {
  return ruling_on_time(request)
      .must(request.at_ms() > 0, "at_ms", "is required")
      .instant("at_ms", request.at_ms())
      .result();
}

Outcome<void> validate(const v1::ReportDispositionRequest& request) {
  return command_on_incident(request)
      .text("code", request.code(), 1, kMaxCodeCharacters)
      .lines("text", request.text(), 0, kMaxLinesCharacters)
      .result();
}

Outcome<void> validate(const v1::CloseIncidentRequest& request) {
  return command_on_incident(request).result();
}

Outcome<void> validate(const v1::ReopenIncidentRequest& request) {
  return command_on_incident(request).text("reason", request.reason(), 1, kMaxReasonCharacters).result();
}

Outcome<void> validate(const v1::GetTimelineRequest& request) {
  return check_page(Form().uuid7("incident_id", request.incident_id()), request);
}

Outcome<void> validate(const v1::GetComplianceRequest& request) {
  return Form()
      .instant("from_ms", request.from_ms())
      .instant("to_ms", request.to_ms())
      .must(request.to_ms() == 0 || request.from_ms() <= request.to_ms(), "to_ms",
            "must not be before from_ms")
      .id_or_empty("station_id", request.station_id())
      .known("area_class", request.area_class(), false)
      .known("priority", request.priority(), false)
      .result();
}

}  // namespace turnout::domain
