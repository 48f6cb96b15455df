#include "testing/given_when_then.h"

#include <gtest/gtest.h>

#include <concepts>
#include <set>
#include <stdexcept>

#include "domain/clocks.h"
#include "domain/commands.h"
#include "domain/crew.h"
#include "domain/orders.h"
#include "domain/prediction.h"
#include "domain/reassign_order.h"

namespace turnout::testing {
namespace {

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
  const domain::RequestMeta meta = domain::request_meta_of(command.request, kFingerprintSecret);
  if (auto applied = domain::find_applied(before, meta)) {
    if (!*applied) return {.refusal = applied->error()};
    return {.result = **applied};
  }
  auto events = decide(before, command, meta);
  if (!events) return {.refusal = events.error()};
  return accept(before, *std::move(events), meta);
}

Answer Story::when(const Deadlines& deadlines) {
  if (deadlines.at_ms) now_ms = *deadlines.at_ms;
  Answer all;
  for (const auto& [id, incident] : incidents_) {
    const domain::Aggregates before{.incident = incident};
    Answer answer = accept(before, domain::decide_due(before, context()), domain::service_meta());
    all.events.insert(all.events.end(), answer.events.begin(), answer.events.end());
  }
  return all;
}

Answer Story::when(const Reassign& reassign) {
  if (reassign.at_ms) now_ms = *reassign.at_ms;
  domain::Aggregates before{.incident = incident()};
  for (const auto& [id, unit] : units_) before.units.push_back(unit);
  auto events = domain::decide_reassignment(before, {.unit_id = reassign.unit_id, .reason = "nobody is free"},
                                            context());
  if (!events) return {.refusal = events.error()};
  return accept(before, *std::move(events), domain::service_meta());
}

Answer Story::when(const CancelOn& cancel_on) {
  if (cancel_on.at_ms) now_ms = *cancel_on.at_ms;
  domain::Aggregates before{.incident = incident()};
  for (const std::string& id : domain::active_units(before.incident)) before.units.push_back(unit(id));
  auto events = domain::decide_cancellation(before, context());
  if (!events) return {.refusal = events.error()};
  return accept(before, *std::move(events), domain::service_meta());
}

Answer Story::when(const Predict& predict) {
  if (predict.at_ms) now_ms = *predict.at_ms;
  const domain::Aggregates before{.incident = incident()};
  return accept(before, domain::decide_prediction(before, predict.prediction, context()),
                domain::service_meta());
}

template <class Request>
domain::Decision Story::decide(const domain::Aggregates& before, const Command<Request>& command,
                               const domain::RequestMeta& meta) const {
  domain::Context here = context();
  here.jurisdiction = command.jurisdiction;
  here.meta = meta;
  return domain::decide(before, command.request, here);
}

template <class Request>
domain::Aggregates Story::load(const Request& request) const {
  domain::Aggregates states;
  if constexpr (requires { request.incident_id(); })
    states.incident = incident_or_none(request.incident_id());
  if constexpr (requires { request.duplicate_of(); }) {
    states.other_incident = incident_or_none(request.duplicate_of());
  }
  if constexpr (requires { request.unit_id(); }) states.units.push_back(unit_or_none(request.unit_id()));
  if constexpr (std::same_as<Request, v1::SplitDuplicateRequest>) {
    if (!states.incident.duplicate_of().empty()) {
      states.other_incident = incident_or_none(states.incident.duplicate_of());
      for (const auto& [id, unit] : units_) states.units.push_back(unit);
    }
  }
  if constexpr (std::same_as<Request, v1::ReportMilestoneRequest>) {
    const v1::Order* order = domain::find_order(states.incident, request.unit_id());
    if (order != nullptr && !order->moved_to_incident_id().empty()) {
      states.other_incident = incident_or_none(order->moved_to_incident_id());
    }
  }
  if constexpr (std::same_as<Request, v1::SignOnRequest> || std::same_as<Request, v1::SignOffRequest> ||
                std::same_as<Request, v1::RelieveCrewRequest>) {
    add_people(request, states);
  }
  if constexpr (std::same_as<Request, v1::CancelIncidentRequest> ||
                std::same_as<Request, v1::LinkDuplicateRequest>) {
    for (const std::string& id : domain::active_units(states.incident)) {
      states.units.push_back(unit_or_none(id));
    }
  }
  return states;
}

// Who comes aboard and who is aboard.
template <class Request>
void Story::add_people(const Request& request, domain::Aggregates& states) const {
  std::set<std::string> ids;
  for (const std::string& id : domain::people_aboard(states.units.front())) ids.insert(id);
  if constexpr (requires { request.officers(); }) {
    ids.insert(request.officers().begin(), request.officers().end());
    ids.insert(request.auxiliaries().begin(), request.auxiliaries().end());
  }
  for (const std::string& id : ids) {
    const auto known = people_.find(id);
    v1::Person& person = states.people.emplace_back(known == people_.end() ? v1::Person() : known->second);
    person.set_id(id);
  }
}

Answer Story::accept(const domain::Aggregates& before, std::vector<v1::Event> events,
                     const domain::RequestMeta& meta) {
  domain::Change change = domain::change_of(before, std::move(events));
  for (auto& updated : change.incidents) incidents_[updated.state.id()] = std::move(updated.state);
  for (auto& updated : change.units) units_[updated.state.id()] = std::move(updated.state);
  for (auto& updated : change.people) people_[updated.state.id()] = std::move(updated.state);
  log_.insert(log_.end(), change.events.begin(), change.events.end());
  domain::CommandResult result = domain::result_of(change.events, meta);
  return {.events = std::move(change.events), .result = std::move(result)};
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

const v1::Clock& Story::clock(v1::ClockKind kind, std::uint32_t order_number) const {
  const v1::Clock* clock = domain::find_clock(incident(), kind, order_number);
  if (clock == nullptr) throw std::logic_error("the incident has no clock " + v1::ClockKind_Name(kind));
  return *clock;
}

const v1::Order& Story::order(std::uint32_t number) const {
  for (const v1::Order& order : incident().orders()) {
    if (order.number() == number) return order;
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
template Answer Story::when(Command<v1::SignOnRequest>);
template Answer Story::when(Command<v1::SignOffRequest>);
template Answer Story::when(Command<v1::RelieveCrewRequest>);
template Answer Story::when(Command<v1::AssignUnitRequest>);
template Answer Story::when(Command<v1::RecallUnitRequest>);
template Answer Story::when(Command<v1::DeclineOrderRequest>);
template Answer Story::when(Command<v1::ReportMilestoneRequest>);
template Answer Story::when(Command<v1::AnswerDeclineRequest>);
template Answer Story::when(Command<v1::AcknowledgeEscalationRequest>);
template Answer Story::when(Command<v1::RequestHandoverRequest>);
template Answer Story::when(Command<v1::AnswerHandoverRequest>);
template Answer Story::when(Command<v1::WithdrawHandoverRequest>);
template Answer Story::when(Command<v1::ArbitrateHandoverRequest>);
template Answer Story::when(Command<v1::ConfirmTimeRequest>);
template Answer Story::when(Command<v1::CorrectTimeRequest>);
template Answer Story::when(Command<v1::CorrectStartRequest>);
template Answer Story::when(Command<v1::LinkDuplicateRequest>);
template Answer Story::when(Command<v1::SplitDuplicateRequest>);
template Answer Story::when(Command<v1::ReportDispositionRequest>);
template Answer Story::when(Command<v1::CloseIncidentRequest>);
template Answer Story::when(Command<v1::ReopenIncidentRequest>);

}  // namespace turnout::testing
