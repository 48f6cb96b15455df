#include "client/services.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include "client/pages.h"
#include "client/refusals.h"
#include "turnout/v1/intake_service.grpc.pb.h"

namespace turnout::client {
namespace {

using testing::ElementsAre;
using testing::StrEq;

// An intake service that answers as a test tells it to.
class FakeIntake final : public v1::IntakeService::Service {
 public:
  grpc::Status AddNote(grpc::ServerContext* context, const v1::AddNoteRequest* request,
                       v1::AddNoteResponse* response) override {
    request_ids.push_back(request->request_id());
    if (!failures.empty()) {
      grpc::Status failure = failures.back();
      failures.pop_back();
      return failure;
    }
    if (!refusal.message().empty()) {
      context->AddTrailingMetadata(std::string(kRefusalTrailer), refusal.SerializeAsString());
      return {grpc::FAILED_PRECONDITION, refusal.message()};
    }
    response->mutable_incident()->set_id(request->incident_id());
    return grpc::Status::OK;
  }

  // Three pages of one incident each.
  grpc::Status ListIncidents(grpc::ServerContext*, const v1::ListIncidentsRequest* request,
                             v1::ListIncidentsResponse* response) override {
    const std::string page = request->page_token().empty() ? "1" : request->page_token();
    response->add_incidents()->set_id("i-" + page);
    response->set_cursor("before page " + page);
    if (page != "3") response->set_next_page_token(page == "1" ? "2" : "3");
    return grpc::Status::OK;
  }

  // Counts on from the cursor and breaks after every second event.
  grpc::Status WatchIncidents(grpc::ServerContext*, const v1::WatchIncidentsRequest* request,
                              grpc::ServerWriter<v1::WatchIncidentsResponse>* writer) override {
    cursors.push_back(request->cursor());
    for (int i = 1; i <= 2; ++i) {
      v1::WatchIncidentsResponse response;
      response.set_cursor(std::to_string(std::stoi(request->cursor()) + i));
      writer->Write(response);
    }
    return {grpc::UNAVAILABLE, "broken"};
  }

  std::vector<grpc::Status> failures;  // the last one comes first
  v1::Refusal refusal;
  std::vector<std::string> request_ids;
  std::vector<std::string> cursors;
};

class ServicesTest : public testing::Test {
 protected:
  void SetUp() override {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&intake_);
    server_ = builder.BuildAndStart();
    connection_.intake = "127.0.0.1:" + std::to_string(port);
  }
  void TearDown() override { server_->Shutdown(); }

  static v1::AddNoteRequest note() {
    v1::AddNoteRequest request;
    request.set_request_id("r-1");
    request.set_incident_id("i-1");
    return request;
  }

  FakeIntake intake_;
  Connection connection_;

 private:
  std::unique_ptr<grpc::Server> server_;
};

TEST_F(ServicesTest, RepeatTheSameRequestWhileTheServiceIsUnavailable) {
  intake_.failures = {grpc::Status(grpc::ABORTED, ""), grpc::Status(grpc::UNAVAILABLE, "")};
  const auto answer = Services(connection_).call(note());
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->incident().id(), "i-1");
  EXPECT_THAT(intake_.request_ids, ElementsAre("r-1", "r-1", "r-1"));
}

TEST_F(ServicesTest, HandOverARefusalAsAValue) {
  intake_.refusal.set_reason(v1::REFUSAL_REASON_INCIDENT_ENDED);
  intake_.refusal.set_message("incident i-1 is closed");
  const auto answer = Services(connection_).call(note());
  ASSERT_FALSE(answer.has_value());
  EXPECT_EQ(answer.error().reason(), v1::REFUSAL_REASON_INCIDENT_ENDED);
  EXPECT_EQ(answer.error().message(), "incident i-1 is closed");
}

TEST_F(ServicesTest, ThrowWhatIsNoRefusalAndNameTheService) {
  intake_.failures = {grpc::Status(grpc::INTERNAL, "a fault")};
  try {
    Services(connection_).call(note());
    FAIL() << "did not throw";
  } catch (const Unanswered& unanswered) {
    EXPECT_EQ(unanswered.what(), "intake at " + connection_.intake + " failed: a fault (gRPC status 13)");
  }
}

TEST_F(ServicesTest, ThrowWhenNobodyListens) {
  connection_.dispatch = "127.0.0.1:1";
  connection_.retry_for = std::chrono::milliseconds(0);
  try {
    Services(connection_).call(v1::ListUnitsRequest());
    FAIL() << "did not throw";
  } catch (const Unanswered& unanswered) {
    EXPECT_THAT(unanswered.what(), StrEq("dispatch at 127.0.0.1:1 cannot be reached"));
  }
}

TEST_F(ServicesTest, JoinPagesAndKeepTheFirstCursor) {
  const auto all = all_pages(Services(connection_), v1::ListIncidentsRequest());
  ASSERT_TRUE(all.has_value());
  std::vector<std::string> ids;
  for (const auto& incident : all->incidents()) ids.push_back(incident.id());
  EXPECT_THAT(ids, ElementsAre("i-1", "i-2", "i-3"));
  EXPECT_EQ(all->cursor(), "before page 1");
  EXPECT_EQ(all->next_page_token(), "");
}

TEST_F(ServicesTest, ResumeABrokenStreamFromTheLastCursor) {
  v1::WatchIncidentsRequest request;
  request.set_cursor("10");
  std::vector<std::string> heard;
  const auto ended = Services(connection_).watch(request, [&](const v1::WatchIncidentsResponse& response) {
    heard.push_back(response.cursor());
    return heard.size() < 5;
  });
  EXPECT_TRUE(ended.has_value());
  EXPECT_THAT(heard, ElementsAre("11", "12", "13", "14", "15"));
  EXPECT_THAT(intake_.cursors, ElementsAre("10", "12", "14"));
}

TEST_F(ServicesTest, EndAStreamWhenTheyAreStopped) {
  v1::WatchIncidentsRequest request;
  request.set_cursor("0");
  std::stop_source stop;
  const auto ended = Services(connection_)
                         .watch(
                             request,
                             [&](const v1::WatchIncidentsResponse&) {
                               stop.request_stop();
                               return true;
                             },
                             stop.get_token());
  EXPECT_TRUE(ended.has_value());
}

}  // namespace
}  // namespace turnout::client
