// Bytes that are no request.
#include "rpc/malformed.h"

#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/slice.h>

#include "rpc/status.h"
#include "rpc_fixture.h"
#include "turnout/v1/dispatch_service.grpc.pb.h"

namespace turnout::rpc {
namespace {

using testing::HasSubstr;

grpc::ByteBuffer buffer_of(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return {&slice, 1};
}

// A field with a length: its tag, the length, the bytes.
std::string field(int number, const std::string& bytes) {
  return std::string(1, static_cast<char>((number << 3) | 2)) + static_cast<char>(bytes.size()) + bytes;
}

std::string path_in(const std::string& bytes, const google::protobuf::Descriptor& type) {
  return refusal_of_malformed(type, buffer_of(bytes)).field();
}

TEST(Malformed, NamesTheTextThatIsNotUtf8) {
  const auto& note = *v1::AddNoteRequest::descriptor();
  EXPECT_EQ(path_in(field(2, "\xff"), note), "actor");
  EXPECT_EQ(path_in(field(1, "r-1") + field(4, "caf\xe9"), note), "text");
  for (const char* broken : {"\x80", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe8\xad"}) {
    EXPECT_EQ(path_in(field(2, broken), note), "actor");
  }
}

TEST(Malformed, NamesATextInsideOtherMessagesByItsPath) {
  const auto& report = *v1::ReportIncidentRequest::descriptor();
  const auto* call = report.FindFieldByName("call");
  const auto* caller = call->message_type()->FindFieldByName("caller");
  const auto* words = caller->message_type()->FindFieldByName("words");
  const std::string bytes =
      field(call->number(), field(caller->number(), field(words->number(), "盗窃 \xc1\xf5")));
  const v1::Refusal refusal = refusal_of_malformed(report, buffer_of(bytes));
  EXPECT_EQ(refusal.reason(), v1::REFUSAL_REASON_INVALID_FIELD);
  EXPECT_EQ(refusal.field(), "call.caller.words");
  EXPECT_EQ(refusal.message(), "call.caller.words: must be UTF-8");
}

TEST(Malformed, ThatIsNoMessageAtAllNamesNoField) {
  const v1::Refusal refusal = refusal_of_malformed(*v1::AddNoteRequest::descriptor(), buffer_of("\xff\xff"));
  EXPECT_EQ(refusal.reason(), v1::REFUSAL_REASON_INVALID_FIELD);
  EXPECT_EQ(refusal.field(), "");
  EXPECT_THAT(refusal.message(), HasSubstr("AddNoteRequest"));
}

TEST_F(RpcTest, BytesThatAreNoUtf8AreRefusedWithTheFieldAndCounted) {
  service_.get_incident = echo;
  start();
  grpc::GenericStub raw(channel());
  grpc::ClientContext context;
  set_deadline(context, std::chrono::seconds(10));
  const grpc::ByteBuffer request = buffer_of(field(1, "\xff"));
  grpc::ByteBuffer response;
  std::promise<grpc::Status> ended;
  raw.UnaryCall(&context, "/turnout.v1.IntakeService/GetIncident", grpc::StubOptions(), &request, &response,
                [&ended](grpc::Status status) { ended.set_value(std::move(status)); });
  std::future<grpc::Status> status = ended.get_future();
  ASSERT_TRUE(ready(status));
  const grpc::Status refused = status.get();
  EXPECT_EQ(refused.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(refused.error_message(), "incident_id: must be UTF-8");
  EXPECT_EQ(context.GetServerTrailingMetadata().count(kRefusalTrailer), 1U);
  EXPECT_THAT(metrics_.text(), HasSubstr("turnout_malformed_requests_total 1\n"));
  EXPECT_TRUE(get("i-1").ok()) << "the service goes on";
}

}  // namespace
}  // namespace turnout::rpc
