#include "domain/validate.h"

#include "domain/bounds.h"
#include "domain/form.h"

namespace turnout::domain {
namespace {

constexpr std::uint64_t kMaxPageSize = 500;
constexpr std::uint64_t kMaxCandidates = 50;

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

// The three fields that every command on an existing incident has.
template <class Request>
Form command_on_incident(const Request& request) {
  Form form;
  form.id("request_id", request.request_id())
      .id("actor", request.actor())
      .uuid7("incident_id", request.incident_id());
  return form;
}

template <class Request>
Form ruling_on_time(const Request& request) {
  Form form = command_on_incident(request);
  form.must(request.assignment() > 0, "assignment", "is required: the number of the order, from 1")
      .known("milestone", request.milestone(), true)
      .text("reason", request.reason(), 1, kMaxReasonCharacters);
  return form;
}

template <class Request>
Outcome<void> check_page(Form form, const Request& request) {
  return form.at_most("page_size", request.page_size(), kMaxPageSize)
      .id_or_empty("page_token", request.page_token())
      .result();
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

Outcome<void> validate(const v1::RegisterUnitRequest& request) {
  const v1::UnitDetails& details = request.details();
  Form form;
  form.id("request_id", request.request_id())
      .id("actor", request.actor())
      .id("unit_id", request.unit_id())
      .id("details.district", details.district())
      .id("details.station_id", details.station_id())
      .text("details.call_sign", details.call_sign(), 0, kMaxCodeCharacters)
      .known("details.kind", details.kind(), false)
      .at_most("details.officers", static_cast<std::uint64_t>(details.officers_size()), kMaxCrew);
  for (const std::string& officer : details.officers()) form.id("details.officers", officer);
  if (details.has_base()) form.position("details.base", details.base());
  return form.result();
}

Outcome<void> validate(const v1::SetUnitStatusRequest& request) {
  const bool settable =
      request.status() == v1::UNIT_STATUS_AVAILABLE || request.status() == v1::UNIT_STATUS_OUT_OF_SERVICE;
  return Form()
      .id("request_id", request.request_id())
      .id("actor", request.actor())
      .id("unit_id", request.unit_id())
      .must(settable, "status", "must be AVAILABLE or OUT_OF_SERVICE; the others follow from milestones")
      .text("reason", request.reason(), 0, kMaxReasonCharacters)
      .result();
}

Outcome<void> validate(const v1::ListUnitsRequest& request) {
  return check_page(Form().id_or_empty("station_id", request.station_id()), request);
}

Outcome<void> validate(const v1::RecommendUnitsRequest& request) {
  return Form()
      .uuid7("incident_id", request.incident_id())
      .at_most("limit", request.limit(), kMaxCandidates)
      .result();
}

Outcome<void> validate(const v1::AssignUnitRequest& request) {
  return command_on_incident(request)
      .id("unit_id", request.unit_id())
      .id_or_empty("district", request.district())
      .instant("device_at_ms", request.device_at_ms())
      .known("source", request.source(), false)
      .result();
}

Outcome<void> validate(const v1::RecallUnitRequest& request) {
  return command_on_incident(request)
      .id("unit_id", request.unit_id())
      .text("reason", request.reason(), 1, kMaxReasonCharacters)
      .result();
}

Outcome<void> validate(const v1::WatchOrdersRequest& request) {
  return Form().id("unit_id", request.unit_id()).id_or_empty("cursor", request.cursor()).result();
}

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
