#include "accountability/accountability_service.h"

#include "accountability/verbs.h"
#include "host/serve.h"

namespace turnout::accountability {

grpc::ServerUnaryReactor* AccountabilityService::ReportMilestone(grpc::CallbackServerContext* context,
                                                                 const v1::ReportMilestoneRequest* request,
                                                                 v1::ReportMilestoneResponse* response) {
  return host::serve(host_, context, request, response, &report_milestone);
}

grpc::ServerUnaryReactor* AccountabilityService::DeclineOrder(grpc::CallbackServerContext* context,
                                                              const v1::DeclineOrderRequest* request,
                                                              v1::DeclineOrderResponse* response) {
  return host::serve(host_, context, request, response, &decline_order);
}

grpc::ServerUnaryReactor* AccountabilityService::RuleOnDecline(grpc::CallbackServerContext* context,
                                                               const v1::RuleOnDeclineRequest* request,
                                                               v1::RuleOnDeclineResponse* response) {
  return host::serve(host_, context, request, response, &rule_on_decline);
}

grpc::ServerUnaryReactor* AccountabilityService::ReportDisposition(
    grpc::CallbackServerContext* context, const v1::ReportDispositionRequest* request,
    v1::ReportDispositionResponse* response) {
  return host::serve(host_, context, request, response, &report_disposition);
}

grpc::ServerUnaryReactor* AccountabilityService::CloseIncident(grpc::CallbackServerContext* context,
                                                               const v1::CloseIncidentRequest* request,
                                                               v1::CloseIncidentResponse* response) {
  return host::serve(host_, context, request, response, &close_incident);
}

grpc::ServerUnaryReactor* AccountabilityService::ReopenIncident(grpc::CallbackServerContext* context,
                                                                const v1::ReopenIncidentRequest* request,
                                                                v1::ReopenIncidentResponse* response) {
  return host::serve(host_, context, request, response, &reopen_incident);
}

grpc::ServerUnaryReactor* AccountabilityService::AcknowledgeEscalation(
    grpc::CallbackServerContext* context, const v1::AcknowledgeEscalationRequest* request,
    v1::AcknowledgeEscalationResponse* response) {
  return host::serve(host_, context, request, response, &acknowledge_escalation);
}

grpc::ServerUnaryReactor* AccountabilityService::ListEscalations(grpc::CallbackServerContext* context,
                                                                 const v1::ListEscalationsRequest* request,
                                                                 v1::ListEscalationsResponse* response) {
  return host::serve(host_, context, request, response,
                     [this](host::District& district, v1::ListEscalationsRequest received) {
                       return list_escalations(district, book_, std::move(received));
                     });
}

grpc::ServerWriteReactor<v1::WatchEscalationsResponse>* AccountabilityService::WatchEscalations(
    grpc::CallbackServerContext* context, const v1::WatchEscalationsRequest* request) {
  return host::serve_stream<v1::WatchEscalationsResponse>(host_, context, request, &watch_escalations);
}

grpc::ServerUnaryReactor* AccountabilityService::RequestHandover(grpc::CallbackServerContext* context,
                                                                 const v1::RequestHandoverRequest* request,
                                                                 v1::RequestHandoverResponse* response) {
  return host::serve(host_, context, request, response, &request_handover);
}

grpc::ServerUnaryReactor* AccountabilityService::AnswerHandover(grpc::CallbackServerContext* context,
                                                                const v1::AnswerHandoverRequest* request,
                                                                v1::AnswerHandoverResponse* response) {
  return host::serve(host_, context, request, response, &answer_handover);
}

grpc::ServerUnaryReactor* AccountabilityService::ArbitrateHandover(
    grpc::CallbackServerContext* context, const v1::ArbitrateHandoverRequest* request,
    v1::ArbitrateHandoverResponse* response) {
  return host::serve(host_, context, request, response, &arbitrate_handover);
}

grpc::ServerUnaryReactor* AccountabilityService::ListPendingTimes(grpc::CallbackServerContext* context,
                                                                  const v1::ListPendingTimesRequest* request,
                                                                  v1::ListPendingTimesResponse* response) {
  return host::serve(host_, context, request, response,
                     [this](host::District& district, v1::ListPendingTimesRequest received) {
                       return list_pending_times(district, book_, std::move(received));
                     });
}

grpc::ServerUnaryReactor* AccountabilityService::ConfirmTime(grpc::CallbackServerContext* context,
                                                             const v1::ConfirmTimeRequest* request,
                                                             v1::ConfirmTimeResponse* response) {
  return host::serve(host_, context, request, response, &confirm_time);
}

grpc::ServerUnaryReactor* AccountabilityService::CorrectTime(grpc::CallbackServerContext* context,
                                                             const v1::CorrectTimeRequest* request,
                                                             v1::CorrectTimeResponse* response) {
  return host::serve(host_, context, request, response, &correct_time);
}

grpc::ServerUnaryReactor* AccountabilityService::GetTimeline(grpc::CallbackServerContext* context,
                                                             const v1::GetTimelineRequest* request,
                                                             v1::GetTimelineResponse* response) {
  return host::serve(host_, context, request, response,
                     [this](host::District& district, v1::GetTimelineRequest received) {
                       return get_timeline(district, book_, std::move(received));
                     });
}

grpc::ServerUnaryReactor* AccountabilityService::GetCompliance(grpc::CallbackServerContext* context,
                                                               const v1::GetComplianceRequest* request,
                                                               v1::GetComplianceResponse* response) {
  return host::serve(host_, context, request, response,
                     [this](host::District& district, v1::GetComplianceRequest received) {
                       return get_compliance(district, book_, std::move(received));
                     });
}

}  // namespace turnout::accountability
