#include "replay/requests.h"

#include <array>
#include <chrono>
#include <utility>

#include "client/new_id.h"
#include "geo/stations.h"

namespace turnout::replay {
namespace {

constexpr std::size_t kMaxTypeCharacters = 64;  // of an incident type
constexpr std::size_t kMaxNumberBytes = 32;     // of a call's number within a request id

// FNV-1a: the same on every machine.
std::uint64_t hash_of(std::string_view run, std::string_view number) {
  std::uint64_t hash = 0xcbf2'9ce4'8422'2325;
  const auto add = [&hash](unsigned char byte) { hash = (hash ^ byte) * 0x0000'0100'0000'01b3; };
  for (const char c : run) add(static_cast<unsigned char>(c));
  add(0);
  for (const char c : number) add(static_cast<unsigned char>(c));
  return hash;
}

// At most `most` characters of UTF-8 text.
std::string beginning_of(const std::string& text, std::size_t most) {
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool starts_character = (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80;
    if (starts_character && ++characters > most) return text.substr(0, at);
  }
  return text;
}

constexpr std::array kStepNames = {"report", "assign",  "en_route", "on_scene",
                                   "clear",  "turnout", "found",    "close"};

}  // namespace

std::string incident_id(std::string_view run, const trace::TraceCall& call) {
  return client::uuid_v7(std::chrono::milliseconds(call.received_at_ms), hash_of(run, call.number));
}

Requests::Requests(std::string_view run, const std::vector<trace::TraceCall>& calls) : calls_(calls) {
  for (const trace::TraceCall& call : calls) incident_ids_.push_back(replay::incident_id(run, call));
}

Command Requests::request_for(const Action& action, std::uint32_t order) const {
  switch (action.step) {
    case Step::kReport:
      return report(action);
    case Step::kAssign:
      return assign(action);
    case Step::kEnRoute:
    case Step::kOnScene:
    case Step::kClear:
      return milestone(action, order);
    case Step::kAwaitTurnout: {
      v1::GetIncidentRequest request;
      request.set_incident_id(incident_id(action.call));
      return request;
    }
    case Step::kDisposition: {
      auto request = command<v1::ReportDispositionRequest>(action);
      request.set_code("replayed");
      return request;
    }
    case Step::kClose:
      break;
  }
  return command<v1::CloseIncidentRequest>(action);
}

v1::ReportIncidentRequest Requests::report(const Action& action) const {
  const trace::TraceCall& call = calls_[action.call];
  v1::ReportIncidentRequest request;
  request.set_incident_id(incident_id(action.call));
  request.mutable_call()->set_source(v1::CALL_SOURCE_LINE_110);
  request.mutable_call()->set_answered_at_ms(call.received_at_ms);
  request.mutable_call()->set_received_by(kTraceActor);
  request.mutable_call()->mutable_caller()->set_words("call " + beginning_of(call.number, 1'000) +
                                                      " of the trace");
  if (call.position) *request.mutable_place()->mutable_position() = *call.position;
  request.set_type(beginning_of(call.type, kMaxTypeCharacters));
  request.set_priority(call.priority);
  return request;
}

v1::AssignUnitRequest Requests::assign(const Action& action) const {
  auto request = command<v1::AssignUnitRequest>(action);
  request.set_unit_id(row(action).unit_id);
  request.set_device_at_ms(action.record_ms);
  request.set_source(v1::TIME_SOURCE_IMPORT);
  return request;
}

v1::ReportMilestoneRequest Requests::milestone(const Action& action, std::uint32_t order) const {
  auto request = command<v1::ReportMilestoneRequest>(action);
  request.set_unit_id(row(action).unit_id);
  request.set_order_number(order);
  request.set_device_at_ms(action.record_ms);
  request.set_source(v1::TIME_SOURCE_IMPORT);
  request.set_milestone(action.step == Step::kEnRoute   ? v1::MILESTONE_EN_ROUTE
                        : action.step == Step::kOnScene ? v1::MILESTONE_ON_SCENE
                                                        : v1::MILESTONE_CLEARED);
  return request;
}

template <class Request>
Request Requests::command(const Action& action) const {
  Request request;
  request.set_request_id(request_id(action));
  request.set_actor(action.added ? kReplayActor : kTraceActor);
  request.set_incident_id(incident_id(action.call));
  return request;
}

// "r.200983546.17.en_route", or "17-2" for the second unit of a row: unique within the incident.
std::string Requests::request_id(const Action& action) const {
  std::string id = "r." + geo::identifier_from(calls_[action.call].number).substr(0, kMaxNumberBytes);
  if (action.step < Step::kAwaitTurnout) id += "." + std::to_string(row(action).row);
  if (action.step < Step::kAwaitTurnout && row(action).part > 0)
    id += "-" + std::to_string(row(action).part + 1);
  id += std::string(".") + kStepNames.at(static_cast<std::size_t>(action.step));
  return action.step == Step::kClear && action.added ? id + "_first" : id;
}

}  // namespace turnout::replay
