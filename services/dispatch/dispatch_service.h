// The gRPC face of dispatch (派警): every method hands its request to a verb.
#pragma once

#include "host/host.h"
#include "turnout/v1/dispatch_service.grpc.pb.h"

namespace turnout::dispatch {

class DispatchService final : public v1::DispatchService::CallbackService {
 public:
  explicit DispatchService(host::Host& host) : host_(host) {}

  grpc::ServerUnaryReactor* RegisterUnit(grpc::CallbackServerContext* context,
                                         const v1::RegisterUnitRequest* request,
                                         v1::RegisterUnitResponse* response) override;
  grpc::ServerUnaryReactor* SetUnitStatus(grpc::CallbackServerContext* context,
                                          const v1::SetUnitStatusRequest* request,
                                          v1::SetUnitStatusResponse* response) override;
  grpc::ServerUnaryReactor* SignOn(grpc::CallbackServerContext* context, const v1::SignOnRequest* request,
                                   v1::SignOnResponse* response) override;
  grpc::ServerUnaryReactor* SignOff(grpc::CallbackServerContext* context, const v1::SignOffRequest* request,
                                    v1::SignOffResponse* response) override;
  grpc::ServerReadReactor<v1::ReportPositionsRequest>* ReportPositions(
      grpc::CallbackServerContext* context, v1::ReportPositionsResponse* response) override;
  grpc::ServerUnaryReactor* ListUnits(grpc::CallbackServerContext* context,
                                      const v1::ListUnitsRequest* request,
                                      v1::ListUnitsResponse* response) override;
  grpc::ServerUnaryReactor* RecommendUnits(grpc::CallbackServerContext* context,
                                           const v1::RecommendUnitsRequest* request,
                                           v1::RecommendUnitsResponse* response) override;
  grpc::ServerUnaryReactor* AssignUnit(grpc::CallbackServerContext* context,
                                       const v1::AssignUnitRequest* request,
                                       v1::AssignUnitResponse* response) override;
  grpc::ServerUnaryReactor* RecallUnit(grpc::CallbackServerContext* context,
                                       const v1::RecallUnitRequest* request,
                                       v1::RecallUnitResponse* response) override;
  grpc::ServerWriteReactor<v1::WatchUnitsResponse>* WatchUnits(grpc::CallbackServerContext* context,
                                                               const v1::WatchUnitsRequest* request) override;
  grpc::ServerWriteReactor<v1::WatchOrdersResponse>* WatchOrders(
      grpc::CallbackServerContext* context, const v1::WatchOrdersRequest* request) override;

 private:
  host::Host& host_;
};

}  // namespace turnout::dispatch
