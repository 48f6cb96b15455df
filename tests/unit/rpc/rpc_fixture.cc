#include "rpc_fixture.h"

#include <boost/system/system_error.hpp>

#include "runtime/wakeup.h"

namespace turnout::rpc {

grpc::ServerUnaryReactor* TestService::GetIncident(grpc::CallbackServerContext* context,
                                                   const grpc::ByteBuffer* request,
                                                   grpc::ByteBuffer* response) {
  return unary<v1::GetIncidentRequest, v1::GetIncidentResponse>(bridge_, context, request, response,
                                                                get_incident);
}

grpc::ServerWriteReactor<v1::WatchIncidentsResponse>* TestService::WatchIncidents(
    grpc::CallbackServerContext* context, const v1::WatchIncidentsRequest* request) {
  return stream<v1::WatchIncidentsResponse>(bridge_, context, request, watch_incidents);
}

std::shared_ptr<grpc::Channel> RpcTest::channel() {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel("127.0.0.1:" + std::to_string(server_->port()),
                                   grpc::InsecureChannelCredentials(), arguments);
}

grpc::Status RpcTest::get(const std::string& incident_id, v1::GetIncidentResponse* response) {
  grpc::ClientContext context;
  set_deadline(context, std::chrono::seconds(10));
  v1::GetIncidentRequest request;
  request.set_incident_id(incident_id);
  v1::GetIncidentResponse ignored;
  return stub_->GetIncident(&context, request, response == nullptr ? &ignored : response);
}

Awaitable<domain::Outcome<v1::GetIncidentResponse>> echo(v1::GetIncidentRequest request) {
  v1::GetIncidentResponse response;
  response.mutable_incident()->set_id(request.incident_id());
  co_return response;
}

Awaitable<void> Endless::wait() {
  runtime::Wakeup never(io);
  begun.set_value();
  try {
    co_await never.wait();
  } catch (const boost::system::system_error&) {
    cancelled.set_value();
    throw;
  }
}

}  // namespace turnout::rpc
