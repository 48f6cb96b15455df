// The gRPC face of accountability (问责): every method hands its request to a verb.
#pragma once

#include "accountability/case_book.h"
#include "host/host.h"
#include "turnout/v1/accountability_service.grpc.pb.h"

namespace turnout::accountability {

class AccountabilityService final : public v1::AccountabilityService::CallbackService {
 public:
  AccountabilityService(host::Host& host, const CaseBook& book) : host_(host), book_(book) {}

  grpc::ServerUnaryReactor* ReportMilestone(grpc::CallbackServerContext* context,
                                            const v1::ReportMilestoneRequest* request,
                                            v1::ReportMilestoneResponse* response) override;
  grpc::ServerUnaryReactor* DeclineOrder(grpc::CallbackServerContext* context,
                                         const v1::DeclineOrderRequest* request,
                                         v1::DeclineOrderResponse* response) override;
  grpc::ServerUnaryReactor* ReportDisposition(grpc::CallbackServerContext* context,
                                              const v1::ReportDispositionRequest* request,
                                              v1::ReportDispositionResponse* response) override;
  grpc::ServerUnaryReactor* CloseIncident(grpc::CallbackServerContext* context,
                                          const v1::CloseIncidentRequest* request,
                                          v1::CloseIncidentResponse* response) override;
  grpc::ServerUnaryReactor* ReopenIncident(grpc::CallbackServerContext* context,
                                           const v1::ReopenIncidentRequest* request,
                                           v1::ReopenIncidentResponse* response) override;
  grpc::ServerUnaryReactor* GetTimeline(grpc::CallbackServerContext* context,
                                        const v1::GetTimelineRequest* request,
                                        v1::GetTimelineResponse* response) override;
  grpc::ServerUnaryReactor* GetCompliance(grpc::CallbackServerContext* context,
                                          const v1::GetComplianceRequest* request,
                                          v1::GetComplianceResponse* response) override;

 private:
  host::Host& host_;
  const CaseBook& book_;
};

}  // namespace turnout::accountability
