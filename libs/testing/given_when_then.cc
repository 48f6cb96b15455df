#include "testing/given_when_then.h"

#include <gtest/gtest.h>

#include <concepts>
#include <stdexcept>

#include "domain/assignments.h"
#include "domain/clocks.h"
#include "domain/validate.h"

namespace turnout::testing {
namespace {

void allow(v1::Policy& policy, v1::ClockKind kind, v1::AreaClass area, std::chrono::seconds limit) {
  v1::LimitRule& rule = *policy.add_limits();
  rule.set_kind(kind);
  rule.set_area_class(area);
  rule.set_limit_ms(Duration(limit).count());
  rule.set_source("tests");
}

v1::Call usual_call() {
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

std::string bodies_of(const std::vector<v1::Event>& events) {
  std::string names;
  for (const v1::Event& event : events) {
    const auto* field = v1::Event::descriptor()->FindFieldByNumber(event.body_case());
    names += (field == nullptr ? "no body" : field->name()) + " ";
  }
  return names;
}

void fail(const std::string& message, const std::source_location& where) {
  ADD_FAILURE_AT(where.file_name(), static_cast<int>(where.line())) << message;
}

}  // namespace

v1::Policy usual_policy() {
  using namespace std::chrono_literals;
  v1::Policy policy;
  policy.set_version("test-1");
  allow(policy, v1::CLOCK_KIND_ASSIGN, v1::AREA_CLASS_UNSPECIFIED, 60s);
  allow(policy, v1::CLOCK_KIND_ACKNOWLEDGE, v1::AREA_CLASS_UNSPECIFIED, 30s);
  allow(policy, v1::CLOCK_KIND_TURNOUT, v1::AREA_CLASS_UNSPECIFIED, 300s);
  allow(policy, v1::CLOCK_KIND_TURNOUT, v1::AREA_CLASS_RURAL, 600s);
  allow(policy, v1::CLOCK_KIND_ARRIVAL, v1::AREA_CLASS_UNSPECIFIED, 900s);
  allow(policy, v1::CLOCK_KIND_DISPOSITION, v1::AREA_CLASS_UNSPECIFIED, 3'600s);
  return policy;
}

Command<v1::ReportIncidentRequest> report(const std::string& incident_id) {
  Command<v1::ReportIncidentRequest> command;
  command.request.set_incident_id(incident_id);
  *command.request.mutable_call() = usual_call();
  return command;
}

Command<v1::AddCallRequest> add_call() {
  Command<v1::AddCallRequest> command;
  command.request.set_incident_id(kIncident);
  *command.request.mutable_call() = usual_call();
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
  command.request.set_reason("flat tyre");
  return command;
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

void Answer::then(std::initializer_list<v1::Event::BodyCase> bodies, std::source_location where) const {
  if (refusal) return fail("was refused: " + refusal->ShortDebugString(), where);
  bool same = events.size() == bodies.size();
  for (std::size_t i = 0; same && i < events.size(); ++i) same = events[i].body_case() == bodies.begin()[i];
  if (!same) fail("its events were: " + bodies_of(events), where);
}

void Answer::refuses(v1::RefusalReason reason, std::optional<std::string> field,
                     std::source_location where) const {
  if (!refusal) return fail("was accepted: " + bodies_of(events), where);
  const bool same = refusal->reason() == reason && (!field || refusal->field() == *field);
  if (!same) fail("was refused for another reason: " + refusal->ShortDebugString(), where);
}

template <class Request>
Answer Story::when(Command<Request> command) {
  if (command.at_ms) now_ms = *command.at_ms;
  if constexpr (requires { command.request.set_request_id(""); }) {
    if (command.request.request_id().empty()) {
      command.request.set_request_id("request-" + std::to_string(++requests_));
    }
  }
  if (auto form = domain::validate(command.request); !form) return {.refusal = form.error()};
  const domain::Aggregates before = load(command.request);
  const domain::Origin origin = domain::origin_of(command.request);
  if (auto applied = domain::find_applied(before, origin)) {
    if (!*applied) return {.refusal = applied->error()};
    return {.receipt = **applied};
  }
  auto events =
      domain::decide(before, command.request,
                     {.now_ms = now_ms, .policy = policy, .jurisdiction = std::move(command.jurisdiction)});
  if (!events) return {.refusal = events.error()};
  return accept(before, *std::move(events), origin);
}

Answer Story::when(const Deadlines& deadlines) {
  if (deadlines.at_ms) now_ms = *deadlines.at_ms;
  Answer all;
  for (const auto& [id, incident] : incidents_) {
    const domain::Aggregates before{.incident = incident, .units = {}};
    Answer answer = accept(before, domain::decide_due(before, now_ms), {});
    all.events.insert(all.events.end(), answer.events.begin(), answer.events.end());
  }
  return all;
}

template <class Request>
domain::Aggregates Story::load(const Request& request) const {
  domain::Aggregates states;
  if constexpr (requires { request.incident_id(); })
    states.incident = incident_or_none(request.incident_id());
  if constexpr (requires { request.unit_id(); }) states.units.push_back(unit_or_none(request.unit_id()));
  if constexpr (std::same_as<Request, v1::CancelIncidentRequest>) {
    for (const std::string& id : domain::standing_units(states.incident)) {
      states.units.push_back(unit_or_none(id));
    }
  }
  return states;
}

Answer Story::accept(const domain::Aggregates& before, std::vector<v1::Event> events,
                     const domain::Origin& origin) {
  domain::Change change = domain::change_of(before, std::move(events));
  for (auto& updated : change.incidents) incidents_[updated.state.id()] = std::move(updated.state);
  for (auto& updated : change.units) units_[updated.state.id()] = std::move(updated.state);
  log_.insert(log_.end(), change.events.begin(), change.events.end());
  domain::Receipt receipt = domain::receipt_of(change.events, origin);
  return {.events = std::move(change.events), .receipt = std::move(receipt)};
}

v1::Incident Story::incident_or_none(const std::string& id) const {
  if (const auto found = incidents_.find(id); found != incidents_.end()) return found->second;
  v1::Incident none;
  none.set_id(id);
  return none;
}

v1::Unit Story::unit_or_none(const std::string& id) const {
  if (const auto found = units_.find(id); found != units_.end()) return found->second;
  v1::Unit none;
  none.set_id(id);
  return none;
}

const v1::Clock& Story::clock(v1::ClockKind kind, std::uint32_t assignment) const {
  const v1::Clock* clock = domain::find_clock(incident(), kind, assignment);
  if (clock == nullptr) throw std::logic_error("the incident has no clock " + v1::ClockKind_Name(kind));
  return *clock;
}

const v1::Assignment& Story::order(std::uint32_t number) const {
  for (const v1::Assignment& assignment : incident().assignments()) {
    if (assignment.number() == number) return assignment;
  }
  throw std::logic_error("the incident has no order " + std::to_string(number));
}

void Story::check(const Answer& answer) {
  if (answer.refusal) throw std::logic_error("given, but refused: " + answer.refusal->ShortDebugString());
}

template Answer Story::when(Command<v1::ReportIncidentRequest>);
template Answer Story::when(Command<v1::AddCallRequest>);
template Answer Story::when(Command<v1::AddNoteRequest>);
template Answer Story::when(Command<v1::AmendIncidentRequest>);
template Answer Story::when(Command<v1::CancelIncidentRequest>);
template Answer Story::when(Command<v1::RegisterUnitRequest>);
template Answer Story::when(Command<v1::SetUnitStatusRequest>);
template Answer Story::when(Command<v1::AssignUnitRequest>);
template Answer Story::when(Command<v1::RecallUnitRequest>);
template Answer Story::when(Command<v1::DeclineOrderRequest>);
template Answer Story::when(Command<v1::ReportMilestoneRequest>);
template Answer Story::when(Command<v1::ReportDispositionRequest>);
template Answer Story::when(Command<v1::CloseIncidentRequest>);
template Answer Story::when(Command<v1::ReopenIncidentRequest>);

}  // namespace turnout::testing
