// The three services as a client program calls them: every RPC with a deadline, repeated within bounds, its
// refusal decoded.
//
//   domain::Outcome<v1::AddNoteResponse> answer = services.call(request);
//
// A refusal is a value. No answer, or an error that is no refusal, is the exception Unanswered: the outcome
// is unknown, and the same request may be sent again. Thread-safe. Connects on the first call.
#pragma once

#include <functional>
#include <memory>
#include <stdexcept>
#include <stop_token>
#include <string>

#include "client/connection.h"
#include "domain/outcome.h"
#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/dispatch_service.pb.h"
#include "turnout/v1/intake_service.pb.h"
#include "turnout/v1/settings_service.pb.h"

namespace turnout::client {

// what(): one sentence that names the service and its address.
class Unanswered : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class Service { kIntake, kDispatch, kAccountability };

// Takes one message of a stream; false ends the stream.
template <class Message>
using Heard = std::function<bool(const Message&)>;

class Services {
 public:
  // Throws geo::DataError for certificates that are not fit.
  explicit Services(const Connection& connection);
  ~Services();

  domain::Outcome<v1::GetSettingsResponse> settings(Service of) const;

  domain::Outcome<v1::ReportIncidentResponse> call(const v1::ReportIncidentRequest& request) const;
  domain::Outcome<v1::AddCallResponse> call(const v1::AddCallRequest& request) const;
  domain::Outcome<v1::AddNoteResponse> call(const v1::AddNoteRequest& request) const;
  domain::Outcome<v1::AmendIncidentResponse> call(const v1::AmendIncidentRequest& request) const;
  domain::Outcome<v1::CancelIncidentResponse> call(const v1::CancelIncidentRequest& request) const;
  domain::Outcome<v1::LinkDuplicateResponse> call(const v1::LinkDuplicateRequest& request) const;
  domain::Outcome<v1::SplitDuplicateResponse> call(const v1::SplitDuplicateRequest& request) const;
  domain::Outcome<v1::GetIncidentResponse> call(const v1::GetIncidentRequest& request) const;
  domain::Outcome<v1::ListIncidentsResponse> call(const v1::ListIncidentsRequest& request) const;

  domain::Outcome<v1::RegisterUnitResponse> call(const v1::RegisterUnitRequest& request) const;
  domain::Outcome<v1::SetUnitStatusResponse> call(const v1::SetUnitStatusRequest& request) const;
  domain::Outcome<v1::SignOnResponse> call(const v1::SignOnRequest& request) const;
  domain::Outcome<v1::SignOffResponse> call(const v1::SignOffRequest& request) const;
  // A stream of one position.
  domain::Outcome<v1::ReportPositionsResponse> call(const v1::ReportPositionsRequest& request) const;
  domain::Outcome<v1::ListUnitsResponse> call(const v1::ListUnitsRequest& request) const;
  domain::Outcome<v1::RecommendUnitsResponse> call(const v1::RecommendUnitsRequest& request) const;
  domain::Outcome<v1::AssignUnitResponse> call(const v1::AssignUnitRequest& request) const;
  domain::Outcome<v1::RecallUnitResponse> call(const v1::RecallUnitRequest& request) const;

  domain::Outcome<v1::ReportMilestoneResponse> call(const v1::ReportMilestoneRequest& request) const;
  domain::Outcome<v1::DeclineOrderResponse> call(const v1::DeclineOrderRequest& request) const;
  domain::Outcome<v1::RuleOnDeclineResponse> call(const v1::RuleOnDeclineRequest& request) const;
  domain::Outcome<v1::AcknowledgeEscalationResponse> call(
      const v1::AcknowledgeEscalationRequest& request) const;
  domain::Outcome<v1::ListEscalationsResponse> call(const v1::ListEscalationsRequest& request) const;
  domain::Outcome<v1::RequestHandoverResponse> call(const v1::RequestHandoverRequest& request) const;
  domain::Outcome<v1::AnswerHandoverResponse> call(const v1::AnswerHandoverRequest& request) const;
  domain::Outcome<v1::ArbitrateHandoverResponse> call(const v1::ArbitrateHandoverRequest& request) const;
  domain::Outcome<v1::ListPendingTimesResponse> call(const v1::ListPendingTimesRequest& request) const;
  domain::Outcome<v1::ConfirmTimeResponse> call(const v1::ConfirmTimeRequest& request) const;
  domain::Outcome<v1::CorrectTimeResponse> call(const v1::CorrectTimeRequest& request) const;
  domain::Outcome<v1::ReportDispositionResponse> call(const v1::ReportDispositionRequest& request) const;
  domain::Outcome<v1::CloseIncidentResponse> call(const v1::CloseIncidentRequest& request) const;
  domain::Outcome<v1::ReopenIncidentResponse> call(const v1::ReopenIncidentRequest& request) const;
  domain::Outcome<v1::GetTimelineResponse> call(const v1::GetTimelineRequest& request) const;
  domain::Outcome<v1::GetComplianceResponse> call(const v1::GetComplianceRequest& request) const;

  // Streams: hands over message after message until `heard` returns false or `stop` is requested. A broken
  // stream is resumed from the last cursor, a watcher that was too slow likewise; other refusals end it. Give
  // a cursor to begin with (ListIncidents has one), else a break before the first message may lose some.
  // Unanswered when the service stays away longer than the connection's retry_for.
  domain::Outcome<void> watch(const v1::WatchIncidentsRequest& request,
                              const Heard<v1::WatchIncidentsResponse>& heard,
                              const std::stop_token& stop = {}) const;
  domain::Outcome<void> watch(const v1::WatchOrdersRequest& request,
                              const Heard<v1::WatchOrdersResponse>& heard,
                              const std::stop_token& stop = {}) const;
  domain::Outcome<void> watch(const v1::WatchEscalationsRequest& request,
                              const Heard<v1::WatchEscalationsResponse>& heard,
                              const std::stop_token& stop = {}) const;

 private:
  struct Stubs;
  std::unique_ptr<Stubs> stubs_;
};

}  // namespace turnout::client
