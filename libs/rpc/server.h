// The gRPC server of a process: its services, grpc.health.v1, reflection, and the limits of every listener.
//
// Requests up to 64 KiB, responses up to 1 MiB (the transport rejects more with RESOURCE_EXHAUSTED). Clients
// may ping every 10 s; the server itself pings after 20 s of silence and drops a connection that does not
// answer within 5 s. Metadata up to 8 KiB, no compression. Connections are bounded (connection_acceptor.h).
#pragma once

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "rpc/bridge.h"
#include "rpc/connection_acceptor.h"
#include "rpc/mutual_tls.h"
#include "runtime/listen_address.h"

namespace turnout::rpc {

inline constexpr int kMaxRequestBytes = 64 * 1024;
inline constexpr int kMaxResponseBytes = 1024 * 1024;

struct ServerConfig {
  // As in runtime/listen_address.h, loopback unless there is TLS; port 0 = any free one.
  std::string listen_address;
  // How long stop() waits for handlers before it cancels them. The rest of stop() takes up to 0.5 s.
  std::chrono::milliseconds drain_timeout{4'000};
  std::shared_ptr<MutualTls> tls = nullptr;  // none: plain connections
  ConnectionLimits connections = {};
  MemoryLimits memory = {};
  std::function<void()> memory_exhausted = [] {};  // called once, on the acceptor's thread
};

// A service's implementation and its full name, e.g. "turnout.v1.IntakeService".
struct ServedService {
  grpc::Service* implementation;
  std::string full_name;
};

// serve<v1::IntakeService>(intake)
template <class Service>
ServedService serve(typename Service::Service& implementation) {
  return {&implementation, Service::service_full_name()};
}

// Listens from construction on. NOT_SERVING until set_serving(true). Never on the io_context's thread.
class Server {
 public:
  // Throws std::invalid_argument for an address that is not loopback if there is no TLS, std::runtime_error when
  // it cannot listen there.
  Server(const ServerConfig& config, Bridge& bridge, const std::vector<ServedService>& services);
  ~Server();  // stop()
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const { return address_.port; }

  // Sets what grpc.health.v1 answers for the process ("": it lives) and for each of its services by name (it is ready:
  // commands can be carried out). Not after stop().
  void set_serving(bool serving);
  // Only for its services.
  void set_ready(bool ready);

  // Opens a connection to its own port, outside the bounds, and sees whether gRPC answers it in time. From one thread.
  bool answers(std::chrono::milliseconds timeout);

  // In this order: NOT_SERVING; new calls are refused; streams are ended; handlers finish, or are cancelled when
  // the drain time-out has passed; connections close. Calls get UNAVAILABLE from now on. The io_context must still run,
  // because handlers end on it. Idempotent.
  void stop();

 private:
  void give(int descriptor);

  Bridge& bridge_;
  std::vector<std::string> service_names_;
  std::chrono::milliseconds drain_timeout_;
  runtime::ListenAddress address_;
  bool tls_;
  std::shared_ptr<grpc::ServerCredentials> credentials_;  // the server uses them while it listens
  ConnectionAcceptor acceptor_;
  std::unique_ptr<grpc::experimental::ExternalConnectionAcceptor> connections_;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace turnout::rpc
