#include <gmock/gmock.h>

#include "rpc_fixture.h"
#include "turnout/v1/dispatch_service.grpc.pb.h"

namespace turnout::rpc {
namespace {

using Reader = StreamReader<v1::ReportPositionsRequest>;
using UploadOutcome = domain::Outcome<v1::ReportPositionsResponse>;

// One RPC with a client's stream, answered by whatever the test says.
class TestDispatch final : public RawMethods<v1::DispatchService::Service,
                                             v1::DispatchService::WithRawCallbackMethod_ReportPositions> {
 public:
  explicit TestDispatch(Bridge& bridge) : bridge_(bridge) {}

  std::function<Awaitable<UploadOutcome>(Reader)> report_positions;

  grpc::ServerReadReactor<grpc::ByteBuffer>* ReportPositions(grpc::CallbackServerContext* context,
                                                             grpc::ByteBuffer* response) override {
    return upload<v1::ReportPositionsRequest, v1::ReportPositionsResponse>(bridge_, context, response,
                                                                           report_positions);
  }

 private:
  Bridge& bridge_;
};

class UploadTest : public RpcTest {
 protected:
  void start_dispatch() {
    server_ = std::make_unique<Server>(config(std::chrono::milliseconds(4'000)), bridge_,
                                       std::vector{serve<v1::DispatchService>(dispatch_)});
    writer_ = v1::DispatchService::NewStub(channel())->ReportPositions(&context_, &response_);
  }
  bool send(const std::string& unit_id) {
    v1::ReportPositionsRequest request;
    request.set_unit_id(unit_id);
    return writer_->Write(request);
  }

  TestDispatch dispatch_{bridge_};
  grpc::ClientContext context_;
  v1::ReportPositionsResponse response_;
  std::unique_ptr<grpc::ClientWriter<v1::ReportPositionsRequest>> writer_;
};

// Counts what comes, in order.
Awaitable<UploadOutcome> count(Reader reader) {
  v1::ReportPositionsResponse response;
  for (;;) {
    const std::optional<v1::ReportPositionsRequest> request = co_await reader.read();
    if (!request) co_return response;
    if (request->unit_id() == std::to_string(response.received()))
      response.set_received(response.received() + 1);
  }
}

TEST_F(UploadTest, EveryMessageArrivesOnceAndInOrderWithoutADeadline) {
  dispatch_.report_positions = count;
  start_dispatch();
  for (int number = 0; number < 1'000; ++number) ASSERT_TRUE(send(std::to_string(number)));
  writer_->WritesDone();
  EXPECT_TRUE(writer_->Finish().ok());
  EXPECT_EQ(response_.received(), 1'000U);
}

TEST_F(UploadTest, ARefusalEndsTheStreamWhileTheClientStillSends) {
  dispatch_.report_positions = [](Reader reader) -> Awaitable<UploadOutcome> {
    const std::optional<v1::ReportPositionsRequest> first = co_await reader.read();
    co_return domain::refuse(v1::REFUSAL_REASON_UNKNOWN_UNIT, "unit_id", "no unit " + first->unit_id());
  };
  start_dispatch();
  while (send("ghost")) continue;
  const grpc::Status status = writer_->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(status.error_message(), "no unit ghost");
}

// Protobuf's C++ clients send any bytes.
TEST_F(UploadTest, AMessageThatIsNotUtf8EndsTheStreamWithTheFieldAndIsCounted) {
  dispatch_.report_positions = count;
  start_dispatch();
  ASSERT_TRUE(send("0"));
  while (send("\xff")) continue;
  const grpc::Status status = writer_->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(status.error_message(), "unit_id: must be UTF-8");
  EXPECT_THAT(metrics_.text(), testing::HasSubstr("turnout_malformed_requests_total 1\n"));
}

TEST_F(UploadTest, TheClientsCancelEndsAHandlerThatReads) {
  std::promise<void> ended;
  dispatch_.report_positions = [&ended](Reader reader) -> Awaitable<UploadOutcome> {
    const std::shared_ptr<void> at_its_end(nullptr, [&ended](void*) { ended.set_value(); });
    co_return co_await count(reader);
  };
  start_dispatch();
  ASSERT_TRUE(send("0"));
  context_.TryCancel();
  std::future<void> has_ended = ended.get_future();
  EXPECT_TRUE(ready(has_ended));
  EXPECT_EQ(writer_->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

TEST_F(UploadTest, AStopEndsAStreamThatIsSilent) {
  dispatch_.report_positions = count;
  start_dispatch();
  ASSERT_TRUE(send("0"));
  server_->stop();
  EXPECT_EQ(writer_->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
}

}  // namespace
}  // namespace turnout::rpc
