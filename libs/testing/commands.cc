#include "testing/commands.h"

namespace turnout::testing {
namespace {

v1::Call default_call() {
  v1::Call call;
  call.set_source(v1::CALL_SOURCE_LINE_110);
  call.set_answered_at_ms(kCallAtMs);
  call.set_received_by("taker-1");
  return call;
}

// A command on the first incident; `when` gives it the next request id.
template <class Request>
Command<Request> on_incident(const std::string& actor) {
  Command<Request> command;
  command.request.set_incident_id(kIncident);
  command.request.set_actor(actor);
  return command;
}

template <class Request>
Command<Request> on_unit(Command<Request> command, const std::string& unit_id) {
  command.request.set_unit_id(unit_id);
  return command;
}

}  // namespace

Command<v1::ReportIncidentRequest> report(const std::string& incident_id) {
  Command<v1::ReportIncidentRequest> command;
  command.request.set_incident_id(incident_id);
  *command.request.mutable_call() = default_call();
  return command;
}

Command<v1::AddCallRequest> add_call() {
  Command<v1::AddCallRequest> command;
  command.request.set_incident_id(kIncident);
  *command.request.mutable_call() = default_call();
  return command;
}

Command<v1::AddNoteRequest> note(const std::string& text) {
  auto command = on_incident<v1::AddNoteRequest>("taker-1");
  command.request.set_text(text);
  return command;
}

Command<v1::AmendIncidentRequest> amend() {
  auto command = on_incident<v1::AmendIncidentRequest>("taker-1");
  command.request.mutable_place();
  return command;
}

Command<v1::CancelIncidentRequest> cancel() {
  auto command = on_incident<v1::CancelIncidentRequest>("taker-1");
  command.request.set_reason("false alarm");
  return command;
}

Command<v1::RegisterUnitRequest> register_unit(const std::string& unit_id) {
  Command<v1::RegisterUnitRequest> command;
  command.request.set_actor("chief-1");
  command.request.mutable_details()->set_district("district-1");
  command.request.mutable_details()->set_station_id("station-urban");
  return on_unit(command, unit_id);
}

Command<v1::SetUnitStatusRequest> set_status(v1::UnitStatus status, const std::string& unit_id) {
  Command<v1::SetUnitStatusRequest> command;
  command.request.set_actor("chief-1");
  command.request.set_status(status);
  return on_unit(command, unit_id);
}

Command<v1::SignOnRequest> sign_on(const std::string& officer, const std::string& unit_id) {
  Command<v1::SignOnRequest> command{};
  command.request.set_unit_id(unit_id);
  command.request.set_actor(officer);
  command.request.add_officers(officer);
  return command;
}

Command<v1::SignOffRequest> sign_off(const std::string& unit_id) {
  Command<v1::SignOffRequest> command{};
  command.request.set_unit_id(unit_id);
  command.request.set_actor("officer-1");
  command.request.set_reason("end of shift");
  return command;
}

Command<v1::RelieveCrewRequest> relieve(const std::string& officer, const std::string& unit_id) {
  auto command = on_unit(on_incident<v1::RelieveCrewRequest>(officer), unit_id);
  command.request.add_officers(officer);
  return command;
}

Command<v1::AssignUnitRequest> assign(const std::string& unit_id) {
  return on_unit(on_incident<v1::AssignUnitRequest>("dispatcher-1"), unit_id);
}

Command<v1::RecallUnitRequest> recall(const std::string& unit_id) {
  auto command = on_unit(on_incident<v1::RecallUnitRequest>("dispatcher-1"), unit_id);
  command.request.set_reason("needed elsewhere");
  return command;
}

Command<v1::DeclineOrderRequest> decline(const std::string& unit_id) {
  auto command = on_unit(on_incident<v1::DeclineOrderRequest>("officer-1"), unit_id);
  command.request.set_reason(v1::DECLINE_REASON_VEHICLE_FAULT);
  command.request.set_text("flat tyre");
  return command;
}

Command<v1::AnswerDeclineRequest> answer_decline(bool approved, const std::string& unit_id) {
  auto command = on_unit(on_incident<v1::AnswerDeclineRequest>("dispatcher-1"), unit_id);
  command.request.set_approved(approved);
  if (!approved) command.request.set_reason("nobody else is near");
  return command;
}

Command<v1::AcknowledgeEscalationRequest> acknowledge(v1::ClockKind kind, std::uint32_t order) {
  auto command = on_incident<v1::AcknowledgeEscalationRequest>("chief-1");
  command.request.set_kind(kind);
  command.request.set_order_number(order);
  command.request.set_note("going there myself");
  return command;
}

Command<v1::RequestHandoverRequest> hand_over(const std::string& from, const std::string& to) {
  auto command = on_incident<v1::RequestHandoverRequest>(from);
  command.request.set_to_officer_id(to);
  command.request.set_reason("end of shift");
  return command;
}

Command<v1::AnswerHandoverRequest> answer_handover(const std::string& officer, bool accepted) {
  auto command = on_incident<v1::AnswerHandoverRequest>(officer);
  command.request.set_accepted(accepted);
  if (!accepted) command.request.set_reason("not my case");
  return command;
}

Command<v1::WithdrawHandoverRequest> withdraw_handover(const std::string& officer) {
  auto command = on_incident<v1::WithdrawHandoverRequest>(officer);
  command.request.set_reason("I stay on it");
  return command;
}

Command<v1::ArbitrateHandoverRequest> arbitrate(bool to_asked) {
  auto command = on_incident<v1::ArbitrateHandoverRequest>("chief-1");
  command.request.set_to_asked(to_asked);
  command.request.set_reason("it is in your street");
  return command;
}

Command<v1::ConfirmTimeRequest> confirm_time(v1::Milestone milestone, bool confirmed, std::uint32_t order) {
  auto command = on_incident<v1::ConfirmTimeRequest>("chief-1");
  command.request.set_milestone(milestone);
  command.request.set_order_number(order);
  command.request.set_confirmed(confirmed);
  command.request.set_reason("seen on the camera");
  return command;
}

Command<v1::CorrectTimeRequest> correct_time(v1::Milestone milestone, Duration since_call,
                                             std::uint32_t order) {
  auto command = on_incident<v1::CorrectTimeRequest>("chief-1");
  command.request.set_milestone(milestone);
  command.request.set_order_number(order);
  command.request.set_at_ms(kCallAtMs + since_call.count());
  command.request.set_reason("seen on the camera");
  return command;
}

Command<v1::CorrectStartRequest> correct_start(Duration since_call) {
  auto command = on_incident<v1::CorrectStartRequest>("chief-1");
  command.request.set_at_ms(kCallAtMs + since_call.count());
  command.request.set_reason("by the telephone system");
  return command;
}

Command<v1::LinkDuplicateRequest> link(const std::string& duplicate, const std::string& kept) {
  auto command = on_incident<v1::LinkDuplicateRequest>("taker-1");
  command.request.set_incident_id(duplicate);
  command.request.set_duplicate_of(kept);
  command.request.set_reason("the same accident");
  return command;
}

Command<v1::SplitDuplicateRequest> split(const std::string& duplicate) {
  auto command = on_incident<v1::SplitDuplicateRequest>("taker-1");
  command.request.set_incident_id(duplicate);
  command.request.set_reason("another accident");
  return command;
}

Predict predict(v1::ClockKind kind, bool late, Duration since_call) {
  return {.prediction = {.kind = kind, .late = late, .predicted_at_ms = kCallAtMs + since_call.count()}};
}

Command<v1::ReportMilestoneRequest> milestone(v1::Milestone milestone, const std::string& unit_id) {
  auto command = on_unit(on_incident<v1::ReportMilestoneRequest>("officer-1"), unit_id);
  command.request.set_milestone(milestone);
  return command;
}

Command<v1::ReportDispositionRequest> disposition() {
  auto command = on_incident<v1::ReportDispositionRequest>("officer-1");
  command.request.set_code("settled");
  return command;
}

Command<v1::CloseIncidentRequest> close() {
  return on_incident<v1::CloseIncidentRequest>("dispatcher-1");
}

Command<v1::ReopenIncidentRequest> reopen() {
  auto command = on_incident<v1::ReopenIncidentRequest>("chief-1");
  command.request.set_reason("the caller is not content");
  return command;
}

}  // namespace turnout::testing
