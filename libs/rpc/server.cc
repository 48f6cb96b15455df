#include "rpc/server.h"

#include <google/protobuf/descriptor.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/server_builder.h>

#include <stdexcept>
#include <thread>

#include "runtime/listen_address.h"
#include "runtime/log.h"

namespace turnout::rpc {
namespace {

// How long new calls are still refused with UNAVAILABLE before the connections close. Afterwards gRPC answers new
// calls with CANCELLED, which does not tell clients to send the request again.
constexpr std::chrono::milliseconds kTurnAwayTime{100};
// Time to send the rest of answers that are already written. Calls still open afterwards are cancelled.
constexpr std::chrono::milliseconds kFlushTime{400};

void set_limits(grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(kMaxRequestBytes);
  builder.SetMaxSendMessageSize(kMaxResponseBytes);
  // Otherwise a second process on the same port would silently get half of the calls.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 20'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 5'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 10'000);
  // Only reflection is a synchronous service. It needs one thread.
  builder.SetSyncServerOption(grpc::ServerBuilder::SyncServerOption::NUM_CQS, 1);
  builder.SetSyncServerOption(grpc::ServerBuilder::SyncServerOption::MAX_POLLERS, 1);
}

std::string address_of(const ServerConfig& config) {
  const auto parse = config.tls ? runtime::parse_listen_address : runtime::parse_loopback_address;
  return parse(config.listen_address).text();
}

std::shared_ptr<grpc::ServerCredentials> credentials_of(const ServerConfig& config) {
  if (config.tls) return config.tls;
  return grpc::InsecureServerCredentials();
}

void declare_methods(const std::string& service_name, Bridge& bridge) {
  const auto* service = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(service_name);
  for (int index = 0; service != nullptr && index < service->method_count(); ++index) {
    bridge.declare(service->method(index)->name());
  }
}

}  // namespace

Server::Server(const ServerConfig& config, Bridge& bridge, const std::vector<ServedService>& services)
    : bridge_(bridge), drain_timeout_(config.drain_timeout), credentials_(credentials_of(config)) {
  const std::string address = address_of(config);
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  set_limits(builder);
  int port = 0;
  builder.AddListeningPort(address, credentials_, &port);
  for (const ServedService& service : services) {
    builder.RegisterService(service.implementation);
    service_names_.push_back(service.full_name);
    declare_methods(service.full_name, bridge);
  }
  server_ = builder.BuildAndStart();
  if (!server_ || port == 0) {
    throw std::runtime_error("cannot listen on " + address + ": the port is in use or not allowed");
  }
  port_ = static_cast<std::uint16_t>(port);
  set_serving(false);
}

Server::~Server() {
  stop();
}

void Server::set_serving(bool serving) {
  grpc::HealthCheckServiceInterface* health = server_->GetHealthCheckService();
  for (const std::string& name : service_names_) health->SetServingStatus(name, serving);
  health->SetServingStatus("", serving);
}

void Server::stop() {
  if (!server_) return;
  server_->GetHealthCheckService()->Shutdown();
  if (!bridge_.drain(drain_timeout_)) {
    log::warn("cancelling handlers that did not end in time", {{"timeout_ms", drain_timeout_.count()}});
  }
  std::this_thread::sleep_for(kTurnAwayTime);
  server_->Shutdown(std::chrono::system_clock::now() + kFlushTime);
  server_.reset();
}

}  // namespace turnout::rpc
