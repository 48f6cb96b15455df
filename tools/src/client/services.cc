#include "client/services.h"

#include "client/line.h"
#include "turnout/v1/accountability_service.grpc.pb.h"
#include "turnout/v1/dispatch_service.grpc.pb.h"
#include "turnout/v1/intake_service.grpc.pb.h"
#include "turnout/v1/settings_service.grpc.pb.h"

namespace turnout::client {
namespace {

// A line and the stubs of one service and of the settings beside it.
template <class Api>
struct End {
  End(std::string service, const std::string& address, const Connection& connection,
      const std::shared_ptr<grpc::ChannelCredentials>& credentials)
      : line{std::move(service), address, connection.deadline, connection.retry_for},
        channel(open_channel(address, credentials)),
        stub(Api::NewStub(channel)),
        settings_stub(v1::SettingsService::NewStub(channel)) {}

  template <class Request, class Response>
  domain::Outcome<Response> call(grpc::Status (Api::Stub::*method)(grpc::ClientContext*, const Request&,
                                                                   Response*),
                                 const Request& request) const {
    return unary(line, *stub, method, request);
  }

  template <class Request, class Response>
  domain::Outcome<Response> send(
      std::unique_ptr<grpc::ClientWriter<Request>> (Api::Stub::*method)(grpc::ClientContext*, Response*),
      const Request& only) const {
    return upload(line, *stub, method, only);
  }

  template <class Request, class Response>
  domain::Outcome<void> follow(std::unique_ptr<grpc::ClientReader<Response>> (Api::Stub::*method)(
                                   grpc::ClientContext*, const Request&),
                               const Request& request, const Heard<Response>& heard,
                               const std::stop_token& stop) const {
    return client::follow(line, *stub, method, request, heard, stop);
  }

  domain::Outcome<v1::GetSettingsResponse> settings() const {
    return unary(line, *settings_stub, &v1::SettingsService::Stub::GetSettings, v1::GetSettingsRequest());
  }

  Line line;
  std::shared_ptr<grpc::Channel> channel;
  std::unique_ptr<typename Api::Stub> stub;
  std::unique_ptr<v1::SettingsService::Stub> settings_stub;
};

using Intake = v1::IntakeService::Stub;
using Dispatch = v1::DispatchService::Stub;
using Accountability = v1::AccountabilityService::Stub;

}  // namespace

struct Services::Stubs {
  explicit Stubs(const Connection& connection) : Stubs(connection, credentials_of(connection)) {}
  Stubs(const Connection& connection, const std::shared_ptr<grpc::ChannelCredentials>& credentials)
      : intake("intake", connection.intake, connection, credentials),
        dispatch("dispatch", connection.dispatch, connection, credentials),
        accountability("accountability", connection.accountability, connection, credentials) {}

  End<v1::IntakeService> intake;
  End<v1::DispatchService> dispatch;
  End<v1::AccountabilityService> accountability;
};

Services::Services(const Connection& connection) : stubs_(std::make_unique<Stubs>(connection)) {}
Services::~Services() = default;

domain::Outcome<v1::GetSettingsResponse> Services::settings(Service of) const {
  switch (of) {
    case Service::kIntake:
      return stubs_->intake.settings();
    case Service::kDispatch:
      return stubs_->dispatch.settings();
    case Service::kAccountability:
      return stubs_->accountability.settings();
  }
  throw std::logic_error("no such service");
}

domain::Outcome<v1::ReportIncidentResponse> Services::call(const v1::ReportIncidentRequest& request) const {
  return stubs_->intake.call(&Intake::ReportIncident, request);
}

domain::Outcome<v1::AddCallResponse> Services::call(const v1::AddCallRequest& request) const {
  return stubs_->intake.call(&Intake::AddCall, request);
}

domain::Outcome<v1::AddNoteResponse> Services::call(const v1::AddNoteRequest& request) const {
  return stubs_->intake.call(&Intake::AddNote, request);
}

domain::Outcome<v1::AmendIncidentResponse> Services::call(const v1::AmendIncidentRequest& request) const {
  return stubs_->intake.call(&Intake::AmendIncident, request);
}

domain::Outcome<v1::CancelIncidentResponse> Services::call(const v1::CancelIncidentRequest& request) const {
  return stubs_->intake.call(&Intake::CancelIncident, request);
}

domain::Outcome<v1::LinkDuplicateResponse> Services::call(const v1::LinkDuplicateRequest& request) const {
  return stubs_->intake.call(&Intake::LinkDuplicate, request);
}

domain::Outcome<v1::SplitDuplicateResponse> Services::call(const v1::SplitDuplicateRequest& request) const {
  return stubs_->intake.call(&Intake::SplitDuplicate, request);
}

domain::Outcome<v1::GetIncidentResponse> Services::call(const v1::GetIncidentRequest& request) const {
  return stubs_->intake.call(&Intake::GetIncident, request);
}

domain::Outcome<v1::ListIncidentsResponse> Services::call(const v1::ListIncidentsRequest& request) const {
  return stubs_->intake.call(&Intake::ListIncidents, request);
}

domain::Outcome<v1::RegisterUnitResponse> Services::call(const v1::RegisterUnitRequest& request) const {
  return stubs_->dispatch.call(&Dispatch::RegisterUnit, request);
}

domain::Outcome<v1::SetUnitStatusResponse> Services::call(const v1::SetUnitStatusRequest& request) const {
  return stubs_->dispatch.call(&Dispatch::SetUnitStatus, request);
}

domain::Outcome<v1::SignOnResponse> Services::call(const v1::SignOnRequest& request) const {
  return stubs_->dispatch.call(&Dispatch::SignOn, request);
}

domain::Outcome<v1::SignOffResponse> Services::call(const v1::SignOffRequest& request) const {
  return stubs_->dispatch.call(&Dispatch::SignOff, request);
}

domain::Outcome<v1::ReportPositionsResponse> Services::call(const v1::ReportPositionsRequest& request) const {
  return stubs_->dispatch.send(&Dispatch::ReportPositions, request);
}

domain::Outcome<v1::ListUnitsResponse> Services::call(const v1::ListUnitsRequest& request) const {
  return stubs_->dispatch.call(&Dispatch::ListUnits, request);
}

domain::Outcome<v1::RecommendUnitsResponse> Services::call(const v1::RecommendUnitsRequest& request) const {
  return stubs_->dispatch.call(&Dispatch::RecommendUnits, request);
}

domain::Outcome<v1::AssignUnitResponse> Services::call(const v1::AssignUnitRequest& request) const {
  return stubs_->dispatch.call(&Dispatch::AssignUnit, request);
}

domain::Outcome<v1::RecallUnitResponse> Services::call(const v1::RecallUnitRequest& request) const {
  return stubs_->dispatch.call(&Dispatch::RecallUnit, request);
}

domain::Outcome<v1::ReportMilestoneResponse> Services::call(const v1::ReportMilestoneRequest& request) const {
  return stubs_->accountability.call(&Accountability::ReportMilestone, request);
}

domain::Outcome<v1::DeclineOrderResponse> Services::call(const v1::DeclineOrderRequest& request) const {
  return stubs_->accountability.call(&Accountability::DeclineOrder, request);
}

domain::Outcome<v1::RuleOnDeclineResponse> Services::call(const v1::RuleOnDeclineRequest& request) const {
  return stubs_->accountability.call(&Accountability::RuleOnDecline, request);
}

domain::Outcome<v1::AcknowledgeEscalationResponse> Services::call(
    const v1::AcknowledgeEscalationRequest& request) const {
  return stubs_->accountability.call(&Accountability::AcknowledgeEscalation, request);
}

domain::Outcome<v1::ListEscalationsResponse> Services::call(const v1::ListEscalationsRequest& request) const {
  return stubs_->accountability.call(&Accountability::ListEscalations, request);
}

domain::Outcome<v1::RequestHandoverResponse> Services::call(const v1::RequestHandoverRequest& request) const {
  return stubs_->accountability.call(&Accountability::RequestHandover, request);
}

domain::Outcome<v1::AnswerHandoverResponse> Services::call(const v1::AnswerHandoverRequest& request) const {
  return stubs_->accountability.call(&Accountability::AnswerHandover, request);
}

domain::Outcome<v1::ArbitrateHandoverResponse> Services::call(
    const v1::ArbitrateHandoverRequest& request) const {
  return stubs_->accountability.call(&Accountability::ArbitrateHandover, request);
}

domain::Outcome<v1::ListPendingTimesResponse> Services::call(
    const v1::ListPendingTimesRequest& request) const {
  return stubs_->accountability.call(&Accountability::ListPendingTimes, request);
}

domain::Outcome<v1::ConfirmTimeResponse> Services::call(const v1::ConfirmTimeRequest& request) const {
  return stubs_->accountability.call(&Accountability::ConfirmTime, request);
}

domain::Outcome<v1::CorrectTimeResponse> Services::call(const v1::CorrectTimeRequest& request) const {
  return stubs_->accountability.call(&Accountability::CorrectTime, request);
}

domain::Outcome<v1::ReportDispositionResponse> Services::call(
    const v1::ReportDispositionRequest& request) const {
  return stubs_->accountability.call(&Accountability::ReportDisposition, request);
}

domain::Outcome<v1::CloseIncidentResponse> Services::call(const v1::CloseIncidentRequest& request) const {
  return stubs_->accountability.call(&Accountability::CloseIncident, request);
}

domain::Outcome<v1::ReopenIncidentResponse> Services::call(const v1::ReopenIncidentRequest& request) const {
  return stubs_->accountability.call(&Accountability::ReopenIncident, request);
}

domain::Outcome<v1::GetTimelineResponse> Services::call(const v1::GetTimelineRequest& request) const {
  return stubs_->accountability.call(&Accountability::GetTimeline, request);
}

domain::Outcome<v1::GetComplianceResponse> Services::call(const v1::GetComplianceRequest& request) const {
  return stubs_->accountability.call(&Accountability::GetCompliance, request);
}

domain::Outcome<void> Services::watch(const v1::WatchIncidentsRequest& request,
                                      const Heard<v1::WatchIncidentsResponse>& heard,
                                      const std::stop_token& stop) const {
  return stubs_->intake.follow(&Intake::WatchIncidents, request, heard, stop);
}

domain::Outcome<void> Services::watch(const v1::WatchOrdersRequest& request,
                                      const Heard<v1::WatchOrdersResponse>& heard,
                                      const std::stop_token& stop) const {
  return stubs_->dispatch.follow(&Dispatch::WatchOrders, request, heard, stop);
}

domain::Outcome<void> Services::watch(const v1::WatchEscalationsRequest& request,
                                      const Heard<v1::WatchEscalationsResponse>& heard,
                                      const std::stop_token& stop) const {
  return stubs_->accountability.follow(&Accountability::WatchEscalations, request, heard, stop);
}

}  // namespace turnout::client
