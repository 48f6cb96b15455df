#include "rpc/server.h"

#include <google/protobuf/descriptor.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/server_builder.h>

#include <stdexcept>
#include <thread>
#include <utility>

#include "rpc/port_probe.h"
#include "runtime/listen_address.h"
#include "runtime/log.h"

namespace turnout::rpc {
namespace {

// Time to send the rest of answers that are already written; new calls are still refused with UNAVAILABLE.
constexpr std::chrono::milliseconds kTurnAwayTime{100};
// gRPC's own end. No connection is open any more.
constexpr std::chrono::milliseconds kShutdownTime{400};
constexpr std::chrono::milliseconds kHandshakeTime{5'000};
constexpr int kMaxMetadataBytes = 8 * 1024;
constexpr int kMaxStreamsOfAConnection = 2'048;
// Beyond it gRPC closes idle connections and cancels calls. It counts buffers and calls, not everything.
constexpr std::size_t kBufferBytes = std::size_t{256} << 20U;

void set_limits(grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(kMaxRequestBytes);
  builder.SetMaxSendMessageSize(kMaxResponseBytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kMaxMetadataBytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kMaxStreamsOfAConnection);
  grpc::ResourceQuota quota("connections");
  builder.SetResourceQuota(quota.Resize(kBufferBytes));
  // A few KiB of gzip can hold a gigabyte.
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_DEFLATE, false);
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_GZIP, false);
  // TLS and the first settings of HTTP/2.
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, static_cast<int>(kHandshakeTime.count()));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 20'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 5'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 10'000);
  // Only reflection is a synchronous service. It needs one thread.
  builder.SetSyncServerOption(grpc::ServerBuilder::SyncServerOption::NUM_CQS, 1);
  builder.SetSyncServerOption(grpc::ServerBuilder::SyncServerOption::MAX_POLLERS, 1);
}

runtime::ListenAddress address_of(const ServerConfig& config) {
  return (config.tls ? runtime::parse_listen_address
                     : runtime::parse_loopback_address)(config.listen_address);
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
    : bridge_(bridge),
      drain_timeout_(config.drain_timeout),
      address_(address_of(config)),
      tls_(config.tls != nullptr),
      credentials_(credentials_of(config)),
      acceptor_(address_, config.connections, bridge.metrics()) {
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  set_limits(builder);
  connections_ = builder.experimental().AddExternalConnectionAcceptor(
      grpc::ServerBuilder::experimental_type::ExternalConnectionType::FROM_FD, credentials_);
  for (const ServedService& service : services) {
    builder.RegisterService(service.implementation);
    service_names_.push_back(service.full_name);
    declare_methods(service.full_name, bridge);
  }
  server_ = builder.BuildAndStart();
  if (!server_) throw std::runtime_error("gRPC cannot serve " + address_.text());
  set_serving(false);
  address_.port = acceptor_.port();
  acceptor_.start({.connection = [this](int descriptor) { give(descriptor); },
                   .memory_exhausted = config.memory_exhausted},
                  config.memory);
}

void Server::give(int descriptor) {
  grpc::experimental::ExternalConnectionAcceptor::NewConnectionParameters connection;
  connection.fd = descriptor;
  connections_->HandleNewConnection(&connection);
}

bool Server::answers(std::chrono::milliseconds timeout) {
  PortProbe probe(address_, tls_);
  acceptor_.exempt(probe.port());
  return probe.answered(timeout);
}

Server::~Server() {
  stop();
}

void Server::set_serving(bool serving) {
  set_ready(serving);
  server_->GetHealthCheckService()->SetServingStatus("", serving);
}

void Server::set_ready(bool ready) {
  for (const std::string& name : service_names_) {
    server_->GetHealthCheckService()->SetServingStatus(name, ready);
  }
}

void Server::stop() {
  if (!server_) return;
  server_->GetHealthCheckService()->Shutdown();
  if (!bridge_.drain(drain_timeout_)) {
    log::warn("cancelling handlers that did not end in time", {{"timeout_ms", drain_timeout_.count()}});
  }
  std::this_thread::sleep_for(kTurnAwayTime);
  // Once gRPC shuts down it answers new calls with CANCELLED, which does not tell clients to send the request again. On a
  // connection that has ended they get UNAVAILABLE.
  acceptor_.stop();
  server_->Shutdown(std::chrono::system_clock::now() + kShutdownTime);
  server_.reset();
}

}  // namespace turnout::rpc
