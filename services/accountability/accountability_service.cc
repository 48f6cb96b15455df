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
