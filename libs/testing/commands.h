// The commands of story tests. All instants are given as time since the call.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "domain/decision.h"
#include "domain/prediction.h"
#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/dispatch_service.pb.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::testing {

using Duration = std::chrono::milliseconds;

inline constexpr std::int64_t kCallAtMs = 1'760'000'000'000;
inline const std::string kIncident = "0199c0de-0000-7000-8000-000000000001";
inline const std::string kOtherIncident = "0199c0de-0000-7000-8000-000000000002";

// A request, its context and its time. A setter exists for requests that have its field.
template <class Request>
struct Command {
  Request request;
  std::optional<std::int64_t> at_ms = std::nullopt;  // nothing = the story's present
  domain::Jurisdiction jurisdiction = {"station-urban", v1::STATION_BASIS_POLYGON, v1::AREA_CLASS_URBAN};

  Command& after(Duration since_call) {
    at_ms = kCallAtMs + since_call.count();
    return *this;
  }
  Command& id(const std::string& request_id) {
    request.set_request_id(request_id);
    return *this;
  }
  Command& on(const std::string& incident_id) {
    request.set_incident_id(incident_id);
    return *this;
  }
  Command& by(const std::string& actor) {
    request.set_actor(actor);
    return *this;
  }
  // Number of the order to which a milestone belongs.
  Command& order(std::uint32_t number) {
    request.set_order_number(number);
    return *this;
  }
  // The device's time.
  Command& device(Duration since_call) {
    request.set_device_at_ms(kCallAtMs + since_call.count());
    return *this;
  }
  Command& from(v1::TimeSource source) {
    request.set_source(source);
    return *this;
  }
  Command& urban() { return in("station-urban", v1::AREA_CLASS_URBAN); }
  Command& rural() { return in("station-rural", v1::AREA_CLASS_RURAL); }
  Command& nowhere() {
    jurisdiction = {};
    return *this;
  }
  Command& in(const std::string& station, v1::AreaClass area) {
    jurisdiction = {station, v1::STATION_BASIS_POLYGON, area};
    return *this;
  }
  template <class Edit>
  Command& with(Edit edit) {
    edit(request);
    return *this;
  }
};

Command<v1::ReportIncidentRequest> report(const std::string& incident_id = kIncident);
Command<v1::AddCallRequest> add_call();
Command<v1::AddNoteRequest> note(const std::string& text = "the caller rings again");
Command<v1::AmendIncidentRequest> amend();
Command<v1::CancelIncidentRequest> cancel();
Command<v1::RegisterUnitRequest> register_unit(const std::string& unit_id = "car-1");
Command<v1::SetUnitStatusRequest> set_status(v1::UnitStatus status, const std::string& unit_id = "car-1");
Command<v1::SignOnRequest> sign_on(const std::string& officer, const std::string& unit_id = "car-1");
Command<v1::SignOffRequest> sign_off(const std::string& unit_id = "car-1");
Command<v1::RelieveCrewRequest> relieve(const std::string& officer, const std::string& unit_id = "car-1");
Command<v1::AssignUnitRequest> assign(const std::string& unit_id = "car-1");
Command<v1::RecallUnitRequest> recall(const std::string& unit_id = "car-1");
Command<v1::DeclineOrderRequest> decline(const std::string& unit_id = "car-1");
Command<v1::AnswerDeclineRequest> answer_decline(bool approved, const std::string& unit_id = "car-1");
Command<v1::AcknowledgeEscalationRequest> acknowledge(v1::ClockKind kind, std::uint32_t order = 0);
Command<v1::RequestHandoverRequest> hand_over(const std::string& from, const std::string& to);
Command<v1::AnswerHandoverRequest> answer_handover(const std::string& officer, bool accepted);
Command<v1::WithdrawHandoverRequest> withdraw_handover(const std::string& officer);
Command<v1::ArbitrateHandoverRequest> arbitrate(bool to_asked);
Command<v1::ConfirmTimeRequest> confirm_time(v1::Milestone milestone, bool confirmed,
                                             std::uint32_t order = 1);
Command<v1::CorrectTimeRequest> correct_time(v1::Milestone milestone, Duration since_call,
                                             std::uint32_t order = 1);
Command<v1::CorrectStartRequest> correct_start(Duration since_call);
Command<v1::LinkDuplicateRequest> link(const std::string& duplicate, const std::string& kept = kIncident);
Command<v1::SplitDuplicateRequest> split(const std::string& duplicate);
Command<v1::ReportMilestoneRequest> milestone(v1::Milestone milestone, const std::string& unit_id = "car-1");
Command<v1::ReportDispositionRequest> disposition();
Command<v1::CloseIncidentRequest> close();
Command<v1::ReopenIncidentRequest> reopen();

// The deadline keeper looks for what is due.
struct Deadlines {
  std::optional<std::int64_t> at_ms = std::nullopt;
  Deadlines& after(Duration since_call) {
    at_ms = kCallAtMs + since_call.count();
    return *this;
  }
};
inline Deadlines deadlines() {
  return {};
}

// Dispatch reassigns an order that was not acknowledged or was declined, to this unit; empty = there is none.
struct Reassign {
  std::string unit_id;
  std::optional<std::int64_t> at_ms = std::nullopt;
  Reassign& after(Duration since_call) {
    at_ms = kCallAtMs + since_call.count();
    return *this;
  }
};
inline Reassign reassign_to(const std::string& unit_id) {
  return {unit_id};
}

// Dispatch goes on with the cancelling of the first incident.
struct CancelOn {
  std::optional<std::int64_t> at_ms = std::nullopt;
};
inline CancelOn cancel_on() {
  return {};
}

// Dispatch predicts when a clock stops.
struct Predict {
  domain::Prediction prediction;
  std::optional<std::int64_t> at_ms = std::nullopt;
  Predict& after(Duration since_call) {
    at_ms = kCallAtMs + since_call.count();
    return *this;
  }
};
Predict predict(v1::ClockKind kind, bool late, Duration since_call);

}  // namespace turnout::testing
