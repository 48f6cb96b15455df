#include "dispatch/dispatch_service.h"

#include "dispatch/verbs.h"
#include "host/serve.h"

namespace turnout::dispatch {

grpc::ServerUnaryReactor* DispatchService::RegisterUnit(grpc::CallbackServerContext* context,
                                                        const v1::RegisterUnitRequest* request,
                                                        v1::RegisterUnitResponse* response) {
  return host::serve(host_, context, request, response, &register_unit);
}

grpc::ServerUnaryReactor* DispatchService::SetUnitStatus(grpc::CallbackServerContext* context,
                                                         const v1::SetUnitStatusRequest* request,
                                                         v1::SetUnitStatusResponse* response) {
  return host::serve(host_, context, request, response, &set_unit_status);
}

grpc::ServerUnaryReactor* DispatchService::SignOn(grpc::CallbackServerContext* context,
                                                  const v1::SignOnRequest* request,
                                                  v1::SignOnResponse* response) {
  return host::serve(host_, context, request, response, &sign_on);
}

grpc::ServerUnaryReactor* DispatchService::SignOff(grpc::CallbackServerContext* context,
                                                   const v1::SignOffRequest* request,
                                                   v1::SignOffResponse* response) {
  return host::serve(host_, context, request, response, &sign_off);
}

grpc::ServerReadReactor<v1::ReportPositionsRequest>* DispatchService::ReportPositions(
    grpc::CallbackServerContext* context, v1::ReportPositionsResponse* response) {
  return host::serve_upload<v1::ReportPositionsRequest>(host_, context, response, &report_positions);
}

grpc::ServerUnaryReactor* DispatchService::ListUnits(grpc::CallbackServerContext* context,
                                                     const v1::ListUnitsRequest* request,
                                                     v1::ListUnitsResponse* response) {
  return host::serve(host_, context, request, response, &list_units);
}

grpc::ServerUnaryReactor* DispatchService::RecommendUnits(grpc::CallbackServerContext* context,
                                                          const v1::RecommendUnitsRequest* request,
                                                          v1::RecommendUnitsResponse* response) {
  return host::serve(host_, context, request, response, &recommend_units);
}

grpc::ServerUnaryReactor* DispatchService::AssignUnit(grpc::CallbackServerContext* context,
                                                      const v1::AssignUnitRequest* request,
                                                      v1::AssignUnitResponse* response) {
  return host::serve(host_, context, request, response, &assign_unit);
}

grpc::ServerUnaryReactor* DispatchService::RecallUnit(grpc::CallbackServerContext* context,
                                                      const v1::RecallUnitRequest* request,
                                                      v1::RecallUnitResponse* response) {
  return host::serve(host_, context, request, response, &recall_unit);
}

grpc::ServerWriteReactor<v1::WatchUnitsResponse>* DispatchService::WatchUnits(
    grpc::CallbackServerContext* context, const v1::WatchUnitsRequest* request) {
  return host::serve_stream<v1::WatchUnitsResponse>(host_, context, request, &watch_units);
}

grpc::ServerWriteReactor<v1::WatchOrdersResponse>* DispatchService::WatchOrders(
    grpc::CallbackServerContext* context, const v1::WatchOrdersRequest* request) {
  return host::serve_stream<v1::WatchOrdersResponse>(host_, context, request, &watch_orders);
}

}  // namespace turnout::dispatch
