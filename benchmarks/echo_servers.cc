#include "echo_servers.h"

#include <grpcpp/server_builder.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <thread>

#include "rpc/raw_methods.h"
#include "rpc/server.h"
#include "runtime/signals.h"
#include "turnout/v1/intake_service.grpc.pb.h"

namespace turnout::bench {
namespace {

v1::ReportIncidentResponse echo(const v1::ReportIncidentRequest& request) {
  v1::ReportIncidentResponse response;
  v1::Incident& incident = *response.mutable_incident();
  incident.set_id(request.incident_id());
  *incident.mutable_place() = request.place();
  *incident.add_calls() = request.call();
  incident.set_type(request.type());
  incident.set_priority(request.priority());
  return response;
}

Awaitable<domain::Outcome<v1::ReportIncidentResponse>> echo_later(v1::ReportIncidentRequest request) {
  co_return echo(request);
}

class RawEcho final : public v1::IntakeService::CallbackService {
  grpc::ServerUnaryReactor* ReportIncident(grpc::CallbackServerContext* context,
                                           const v1::ReportIncidentRequest* request,
                                           v1::ReportIncidentResponse* response) override {
    *response = echo(*request);
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

class RpcEcho final : public rpc::RawMethods<v1::IntakeService::Service,
                                             v1::IntakeService::WithRawCallbackMethod_ReportIncident> {
 public:
  explicit RpcEcho(rpc::Bridge& bridge) : bridge_(bridge) {}

 private:
  grpc::ServerUnaryReactor* ReportIncident(grpc::CallbackServerContext* context,
                                           const grpc::ByteBuffer* request,
                                           grpc::ByteBuffer* response) override {
    return rpc::unary<v1::ReportIncidentRequest, v1::ReportIncidentResponse>(bridge_, context, request,
                                                                             response, &echo_later);
  }

  rpc::Bridge& bridge_;
};

}  // namespace

int serve_raw_echo(const std::string& address) {
  runtime::block_stop_signals();
  RawEcho service;
  grpc::ServerBuilder builder;
  builder.AddListeningPort(address, grpc::InsecureServerCredentials());
  builder.RegisterService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (!server) return 3;
  runtime::wait_for_stop_signal();
  server->Shutdown(std::chrono::system_clock::now());
  return 0;
}

int serve_rpc_echo(const std::string& address) {
  runtime::block_stop_signals();
  boost::asio::io_context io{1};
  auto work = boost::asio::make_work_guard(io);
  std::thread thread([&io] { io.run(); });
  {
    telemetry::Metrics metrics({.service = "bench", .version = "bench"});
    rpc::Bridge bridge(io, metrics);
    RpcEcho service(bridge);
    rpc::Server server({.listen_address = address}, bridge, {rpc::serve<v1::IntakeService>(service)});
    runtime::wait_for_stop_signal();
  }
  work.reset();
  thread.join();
  return 0;
}

}  // namespace turnout::bench
