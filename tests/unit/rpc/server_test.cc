#include "rpc/server.h"

#include <gmock/gmock.h>
#include <grpcpp/impl/client_unary_call.h>
#include <grpcpp/support/byte_buffer.h>

#include <atomic>

#include "rpc_fixture.h"
#include "runtime/log.h"

namespace turnout::rpc {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using Clock = std::chrono::steady_clock;

class ServerTest : public RpcTest {
 protected:
  // A unary call with ready-made bytes, for services that have no generated client here.
  grpc::Status call(const char* method, const std::string& request, std::string* response) {
    grpc::ClientContext context;
    set_deadline(context, kPatience);
    const grpc::Slice slice(request);
    grpc::ByteBuffer answer;
    const std::shared_ptr<grpc::Channel> connection = channel();
    grpc::Status status = grpc::internal::BlockingUnaryCall(
        connection.get(), grpc::internal::RpcMethod(method, grpc::internal::RpcMethod::NORMAL_RPC), &context,
        grpc::ByteBuffer(&slice, 1), &answer);
    grpc::Slice joined;
    if (status.ok() && answer.DumpToSingleSlice(&joined).ok()) response->assign(joined.begin(), joined.end());
    return status;
  }

  // HealthCheckResponse.status of a service: 1 = SERVING, 2 = NOT_SERVING.
  int health_of(const std::string& service) {
    std::string answer;
    const std::string name =
        service.empty() ? "" : "\x0a" + std::string(1, static_cast<char>(service.size())) + service;
    EXPECT_TRUE(call("/grpc.health.v1.Health/Check", name, &answer).ok());
    return answer.size() == 2 ? answer[1] : -1;
  }
};

constexpr int kServing = 1;
constexpr int kNotServing = 2;

TEST_F(ServerTest, IsServingOnlyAfterItWasToldSo) {
  start();
  EXPECT_EQ(health_of(""), kNotServing);
  EXPECT_EQ(health_of("turnout.v1.IntakeService"), kNotServing);
  server_->set_serving(true);
  EXPECT_EQ(health_of(""), kServing);
  EXPECT_EQ(health_of("turnout.v1.IntakeService"), kServing);
  server_->set_serving(false);
  EXPECT_EQ(health_of("turnout.v1.IntakeService"), kNotServing);
}

TEST_F(ServerTest, ListsItsServicesByReflection) {
  start();
  std::string answer;
  const std::string list_services{"\x3a\x00", 2};
  EXPECT_TRUE(
      call("/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", list_services, &answer).ok());
  EXPECT_THAT(answer, HasSubstr("turnout.v1.IntakeService"));
}

TEST_F(ServerTest, RefusesAnAddressThatOthersCanReach) {
  EXPECT_THROW(Server({"0.0.0.0:0", {}}, bridge_, {}), std::invalid_argument);
  EXPECT_THROW(Server({"[::]:0", {}}, bridge_, {}), std::invalid_argument);
}

TEST_F(ServerTest, SaysWhichPortIsTaken) {
  start();
  const std::string address = "127.0.0.1:" + std::to_string(server_->port());
  try {
    const Server second({address, {}}, bridge_, {});
    FAIL() << "two listen on " << address;
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr(address));
  }
}

// Clients that call one after the other until a call does not succeed.
class Load {
 public:
  Load(int clients, const std::function<grpc::Status()>& call) {
    std::future<void> flowing = flowing_.get_future();
    for (int client = 0; client < clients; ++client) {
      clients_.push_back(std::async(std::launch::async, [this, call] { return run(call); }));
    }
    EXPECT_TRUE(ready(flowing));
  }

  // The codes with which the clients' last calls ended.
  std::vector<grpc::StatusCode> codes() {
    std::vector<grpc::StatusCode> codes;
    for (auto& client : clients_) codes.push_back(client.get());
    return codes;
  }

 private:
  grpc::StatusCode run(const std::function<grpc::Status()>& call) {
    for (;;) {
      const grpc::Status status = call();
      if (!status.ok()) return status.error_code();
      if (++answered_ == 100) flowing_.set_value();
    }
  }

  std::atomic<int> answered_ = 0;
  std::promise<void> flowing_;
  std::vector<std::future<grpc::StatusCode>> clients_;
};

TEST_F(ServerTest, StopsWithinFiveSecondsUnderLoadWithOpenStreams) {
  service_.get_incident = echo;
  std::atomic<int> idle = 0;
  service_.watch_incidents =
      [&](v1::WatchIncidentsRequest request,
          StreamWriter<v1::WatchIncidentsResponse> writer) -> Awaitable<domain::Outcome<Done>> {
    if (request.cursor() == "flood") {
      v1::WatchIncidentsResponse large;
      large.mutable_incident()->set_type(std::string(64 * 1024, 'x'));
      for (bool taken = true; taken;) taken = co_await writer.write(large);
      co_return Done();
    }
    ++idle;
    Endless endless(io_thread_.io());
    co_await endless.wait();
    co_return Done();
  };
  start();
  std::array<grpc::ClientContext, 4> contexts;
  std::vector<std::unique_ptr<grpc::ClientReader<v1::WatchIncidentsResponse>>> readers;
  for (grpc::ClientContext& context : contexts) {
    v1::WatchIncidentsRequest request;
    if (&context == &contexts[0]) request.set_cursor("flood");  // this one is never read
    readers.push_back(stub_->WatchIncidents(&context, request));
  }
  Load load(4, [this] { return get("i-1"); });

  const auto begun = Clock::now();
  server_->stop();
  EXPECT_LT(Clock::now() - begun, std::chrono::seconds(5));
  EXPECT_EQ(idle, 3);
  EXPECT_THAT(load.codes(), testing::Each(grpc::StatusCode::UNAVAILABLE));
  for (std::size_t index = 1; index < readers.size(); ++index) {
    EXPECT_EQ(readers[index]->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  }
}

TEST_F(ServerTest, LetsAHandlerFinishBeforeItStops) {
  std::promise<void> begun;
  std::promise<void> stopping;
  service_.get_incident =
      [&](v1::GetIncidentRequest request) -> Awaitable<domain::Outcome<v1::GetIncidentResponse>> {
    begun.set_value();
    stopping.get_future().wait();
    co_return co_await echo(std::move(request));
  };
  start();
  auto status = std::async(std::launch::async, [this] { return get("i-1"); });
  std::future<void> running = begun.get_future();
  ASSERT_TRUE(ready(running));
  auto stopped = std::async(std::launch::async, [this] { server_->stop(); });
  stopping.set_value();
  stopped.get();
  EXPECT_TRUE(status.get().ok());
}

TEST_F(ServerTest, CancelsAHandlerThatDoesNotEndWithinTheDrainTimeout) {
  log::set_least_level(log::Level::kSilent);
  Endless endless(io_thread_.io());
  service_.get_incident =
      [&endless](v1::GetIncidentRequest) -> Awaitable<domain::Outcome<v1::GetIncidentResponse>> {
    co_await endless.wait();
    co_return v1::GetIncidentResponse();
  };
  start(milliseconds(100));
  auto status = std::async(std::launch::async, [this] { return get("i-1"); });
  std::future<void> begun = endless.begun.get_future();
  std::future<void> cancelled = endless.cancelled.get_future();
  ASSERT_TRUE(ready(begun));
  const auto stop_begun = Clock::now();
  server_->stop();
  EXPECT_LT(Clock::now() - stop_begun, std::chrono::seconds(5));
  EXPECT_TRUE(ready(cancelled));
  EXPECT_FALSE(status.get().ok());
  log::set_least_level(log::Level::kInfo);
}

}  // namespace
}  // namespace turnout::rpc
