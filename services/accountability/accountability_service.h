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
  grpc::ServerUnaryReactor* RuleOnDecline(grpc::CallbackServerContext* context,
                                          const v1::RuleOnDeclineRequest* request,
                                          v1::RuleOnDeclineResponse* response) override;
  grpc::ServerUnaryReactor* ReportDisposition(grpc::CallbackServerContext* context,
                                              const v1::ReportDispositionRequest* request,
                                              v1::ReportDispositionResponse* response) override;
  grpc::ServerUnaryReactor* CloseIncident(grpc::CallbackServerContext* context,
                                          const v1::CloseIncidentRequest* request,
                                          v1::CloseIncidentResponse* response) override;
  grpc::ServerUnaryReactor* ReopenIncident(grpc::CallbackServerContext* context,
                                           const v1::ReopenIncidentRequest* request,
                                           v1::ReopenIncidentResponse* response) override;
  grpc::ServerUnaryReactor* AcknowledgeEscalation(grpc::CallbackServerContext* context,
                                                  const v1::AcknowledgeEscalationRequest* request,
                                                  v1::AcknowledgeEscalationResponse* response) override;
  grpc::ServerUnaryReactor* ListEscalations(grpc::CallbackServerContext* context,
                                            const v1::ListEscalationsRequest* request,
                                            v1::ListEscalationsResponse* response) override;
  grpc::ServerWriteReactor<v1::WatchEscalationsResponse>* WatchEscalations(
      grpc::CallbackServerContext* context, const v1::WatchEscalationsRequest* request) override;
  grpc::ServerUnaryReactor* RequestHandover(grpc::CallbackServerContext* context,
                                            const v1::RequestHandoverRequest* request,
                                            v1::RequestHandoverResponse* response) override;
  grpc::ServerUnaryReactor* AnswerHandover(grpc::CallbackServerContext* context,
                                           const v1::AnswerHandoverRequest* request,
                                           v1::AnswerHandoverResponse* response) override;
  grpc::ServerUnaryReactor* ArbitrateHandover(grpc::CallbackServerContext* context,
                                              const v1::ArbitrateHandoverRequest* request,
                                              v1::ArbitrateHandoverResponse* response) override;
  grpc::ServerUnaryReactor* ListPendingTimes(grpc::CallbackServerContext* context,
                                             const v1::ListPendingTimesRequest* request,
                                             v1::ListPendingTimesResponse* response) override;
  grpc::ServerUnaryReactor* ConfirmTime(grpc::CallbackServerContext* context,
                                        const v1::ConfirmTimeRequest* request,
                                        v1::ConfirmTimeResponse* response) override;
  grpc::ServerUnaryReactor* CorrectTime(grpc::CallbackServerContext* context,
                                        const v1::CorrectTimeRequest* request,
                                        v1::CorrectTimeResponse* response) override;
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
