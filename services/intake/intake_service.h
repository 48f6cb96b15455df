// The gRPC face of intake (接警): every method hands its request to a verb.
#pragma once

#include "host/host.h"
#include "turnout/v1/intake_service.grpc.pb.h"

namespace turnout::intake {

class IntakeService final : public v1::IntakeService::CallbackService {
 public:
  explicit IntakeService(host::Host& host) : host_(host) {}

  grpc::ServerUnaryReactor* ReportIncident(grpc::CallbackServerContext* context,
                                           const v1::ReportIncidentRequest* request,
                                           v1::ReportIncidentResponse* response) override;
  grpc::ServerUnaryReactor* AddCall(grpc::CallbackServerContext* context, const v1::AddCallRequest* request,
                                    v1::AddCallResponse* response) override;
  grpc::ServerUnaryReactor* AddNote(grpc::CallbackServerContext* context, const v1::AddNoteRequest* request,
                                    v1::AddNoteResponse* response) override;
  grpc::ServerUnaryReactor* AmendIncident(grpc::CallbackServerContext* context,
                                          const v1::AmendIncidentRequest* request,
                                          v1::AmendIncidentResponse* response) override;
  grpc::ServerUnaryReactor* CancelIncident(grpc::CallbackServerContext* context,
                                           const v1::CancelIncidentRequest* request,
                                           v1::CancelIncidentResponse* response) override;
  grpc::ServerUnaryReactor* LinkDuplicate(grpc::CallbackServerContext* context,
                                          const v1::LinkDuplicateRequest* request,
                                          v1::LinkDuplicateResponse* response) override;
  grpc::ServerUnaryReactor* SplitDuplicate(grpc::CallbackServerContext* context,
                                           const v1::SplitDuplicateRequest* request,
                                           v1::SplitDuplicateResponse* response) override;
  grpc::ServerUnaryReactor* GetIncident(grpc::CallbackServerContext* context,
                                        const v1::GetIncidentRequest* request,
                                        v1::GetIncidentResponse* response) override;
  grpc::ServerUnaryReactor* ListIncidents(grpc::CallbackServerContext* context,
                                          const v1::ListIncidentsRequest* request,
                                          v1::ListIncidentsResponse* response) override;
  grpc::ServerWriteReactor<v1::WatchIncidentsResponse>* WatchIncidents(
      grpc::CallbackServerContext* context, const v1::WatchIncidentsRequest* request) override;

 private:
  host::Host& host_;
};

}  // namespace turnout::intake
