#include "replay/grpc_transport.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>

#include "client/refusals.h"
#include "client/services.h"
#include "turnout/v1/dispatch_service.grpc.pb.h"

namespace turnout::replay {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::ThrowsMessage;

constexpr std::chrono::seconds kPatience{20};

// A dispatch service that answers as a test tells it to.
class FakeDispatch final : public v1::DispatchService::Service {
 public:
  grpc::Status AssignUnit(grpc::ServerContext* context, const v1::AssignUnitRequest* request,
                          v1::AssignUnitResponse* response) override {
    requests.push_back(request->SerializeAsString());
    if (!failures.empty()) {
      grpc::Status failure = failures.back();
      failures.pop_back();
      return failure;
    }
    if (refusal.reason() != v1::REFUSAL_REASON_UNSPECIFIED) {
      context->AddTrailingMetadata(std::string(client::kRefusalTrailer), refusal.SerializeAsString());
      return {grpc::FAILED_PRECONDITION, "refused"};
    }
    response->mutable_incident()->set_id(request->incident_id());
    response->set_order_number(7);
    return grpc::Status::OK;
  }

  std::vector<grpc::Status> failures;  // the last one comes first
  v1::Refusal refusal;
  std::vector<std::string> requests;
};

class GrpcTransportTest : public ::testing::Test {
 protected:
  GrpcTransportTest() {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&dispatch_);
    server_ = builder.BuildAndStart();
    connection_.dispatch = "127.0.0.1:" + std::to_string(port);
  }
  ~GrpcTransportTest() override { server_->Shutdown(); }

  static v1::AssignUnitRequest order() {
    v1::AssignUnitRequest request;
    request.set_request_id("r-1");
    request.set_incident_id("i-1");
    return request;
  }

  FakeDispatch dispatch_;
  client::Connection connection_;

 private:
  std::unique_ptr<grpc::Server> server_;
};

TEST_F(GrpcTransportTest, BringsTheAnswerWithItsTicket) {
  GrpcTransport transport(connection_);
  transport.send(42, order(), {});
  EXPECT_EQ(transport.under_way(), 1U);
  const auto answer = transport.next(kPatience);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->ticket, 42U);
  EXPECT_EQ(answer->incident.id(), "i-1");
  EXPECT_EQ(answer->order, 7U);
  EXPECT_EQ(answer->tries, 1U);
  EXPECT_EQ(transport.under_way(), 0U);
}

TEST_F(GrpcTransportTest, SendsTheSameRequestAgainWhileTheOutcomeIsUnknown) {
  dispatch_.failures = {grpc::Status(grpc::DEADLINE_EXCEEDED, ""), grpc::Status(grpc::ABORTED, ""),
                        grpc::Status(grpc::UNAVAILABLE, "")};
  GrpcTransport transport(connection_);
  transport.send(1, order(), {});
  const auto answer = transport.next(kPatience);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->tries, 4U);
  EXPECT_THAT(dispatch_.requests, SizeIs(4));
  EXPECT_THAT(dispatch_.requests, Each(order().SerializeAsString()));
}

TEST_F(GrpcTransportTest, HandsOverARefusalAsAValue) {
  dispatch_.refusal.set_reason(v1::REFUSAL_REASON_UNIT_ON_ANOTHER_INCIDENT);
  GrpcTransport transport(connection_);
  transport.send(1, order(), {});
  const auto answer = transport.next(kPatience);
  ASSERT_TRUE(answer && answer->refusal);
  EXPECT_EQ(answer->refusal->reason(), v1::REFUSAL_REASON_UNIT_ON_ANOTHER_INCIDENT);
}

TEST_F(GrpcTransportTest, GivesUpWhenNobodyListensForLong) {
  connection_.dispatch = "127.0.0.1:1";
  connection_.retry_for = std::chrono::milliseconds(1);
  GrpcTransport transport(connection_);
  transport.send(1, order(), {});
  EXPECT_THAT([&transport] { transport.next(kPatience); },
              ThrowsMessage<client::Unanswered>(HasSubstr("dispatch at 127.0.0.1:1")));
}

TEST_F(GrpcTransportTest, HasNoAnswerBeforeItsDelayAndForgetsWhatIsUnderWayWhenItEnds) {
  GrpcTransport transport(connection_);
  transport.send(1, order(), std::chrono::hours(1));
  EXPECT_FALSE(transport.next(std::chrono::milliseconds(1)));
  EXPECT_EQ(transport.under_way(), 1U);
  EXPECT_THAT(dispatch_.requests, SizeIs(0));
}

}  // namespace
}  // namespace turnout::replay
