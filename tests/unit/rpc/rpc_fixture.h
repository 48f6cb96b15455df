// A real server on a free port whose handlers the test supplies, and clients of it.
#pragma once

#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>

#include "rpc/raw_methods.h"
#include "rpc/server.h"
#include "telemetry/metrics.h"
#include "turnout/v1/intake_service.grpc.pb.h"

namespace turnout::rpc {

// How long a test waits for something that must happen: far beyond what it takes.
inline constexpr std::chrono::seconds kPatience{20};

template <class T>
bool ready(std::future<T>& future) {
  return future.wait_for(kPatience) == std::future_status::ready;
}

// The io_context and the one thread that runs it, as in a service.
class IoThread {
 public:
  ~IoThread() {
    work_.reset();
    thread_.join();
  }
  boost::asio::io_context& io() { return io_; }

 private:
  boost::asio::io_context io_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_ = make_work_guard(io_);
  std::thread thread_{[this] { io_.run(); }};
};

// Two RPCs of the vocabulary, answered by whatever the test says.
class TestService final
    : public RawMethods<v1::IntakeService::WithCallbackMethod_WatchIncidents<v1::IntakeService::Service>,
                        v1::IntakeService::WithRawCallbackMethod_GetIncident> {
 public:
  explicit TestService(Bridge& bridge) : bridge_(bridge) {}

  std::function<Awaitable<domain::Outcome<v1::GetIncidentResponse>>(v1::GetIncidentRequest)> get_incident;
  std::function<Awaitable<domain::Outcome<Done>>(v1::WatchIncidentsRequest,
                                                 StreamWriter<v1::WatchIncidentsResponse>)>
      watch_incidents;

  grpc::ServerUnaryReactor* GetIncident(grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                                        grpc::ByteBuffer* response) override;
  grpc::ServerWriteReactor<v1::WatchIncidentsResponse>* WatchIncidents(
      grpc::CallbackServerContext* context, const v1::WatchIncidentsRequest* request) override;

 private:
  Bridge& bridge_;
};

class RpcTest : public testing::Test {
 protected:
  void start(std::chrono::milliseconds drain_timeout = std::chrono::milliseconds(4'000)) {
    server_ = std::make_unique<Server>(config(drain_timeout), bridge_,
                                       std::vector{serve<v1::IntakeService>(service_)});
    stub_ = client();
  }
  // A sanitized process holds on to what it has freed.
  static ServerConfig config(std::chrono::milliseconds drain_timeout) {
    constexpr std::size_t kPlenty = std::size_t{64} << 30U;
    return {.listen_address = "127.0.0.1:0",
            .drain_timeout = drain_timeout,
            .memory = {.most_growth = kPlenty, .most = kPlenty}};
  }
  // A client with a connection of its own.
  std::unique_ptr<v1::IntakeService::Stub> client() { return v1::IntakeService::NewStub(channel()); }
  std::shared_ptr<grpc::Channel> channel();

  // GetIncident with a deadline of 10 s.
  grpc::Status get(const std::string& incident_id, v1::GetIncidentResponse* response = nullptr);
  static void set_deadline(grpc::ClientContext& context, std::chrono::milliseconds timeout) {
    context.set_deadline(std::chrono::system_clock::now() + timeout);
  }

  IoThread io_thread_;
  telemetry::Metrics metrics_{{"test", "0"}};
  Bridge bridge_{io_thread_.io(), metrics_, limits()};
  TestService service_{bridge_};
  std::unique_ptr<Server> server_;
  std::unique_ptr<v1::IntakeService::Stub> stub_;

  static BridgeLimits limits() {
    return {.max_unary_calls = 64,
            .streams = {{"WatchIncidents", {.in_all = 8, .per_connection = 5}}},
            .other_streams = {},
            .longest_write = std::chrono::milliseconds(300)};
  }
};

// Handlers.
Awaitable<domain::Outcome<v1::GetIncidentResponse>> echo(v1::GetIncidentRequest request);

// Waits for ever, that is until it is cancelled; tells when it begins and when it is cancelled.
struct Endless {
  explicit Endless(boost::asio::io_context& context) : io(context) {}

  Awaitable<void> wait();

  boost::asio::io_context& io;
  std::promise<void> begun;
  std::promise<void> cancelled;
};

}  // namespace turnout::rpc
