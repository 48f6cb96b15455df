#include <gmock/gmock.h>

#include <atomic>

#include "rpc_fixture.h"

namespace turnout::rpc {
namespace {

using Outcome = domain::Outcome<Done>;
using Writer = StreamWriter<v1::WatchIncidentsResponse>;

v1::WatchIncidentsResponse message(int number, std::size_t bytes = 0) {
  v1::WatchIncidentsResponse response;
  response.set_cursor(std::to_string(number));
  response.mutable_incident()->set_type(std::string(bytes, 'x'));
  return response;
}

// As many messages as the request's cursor says, then the end.
Awaitable<Outcome> count_up(v1::WatchIncidentsRequest request, Writer writer) {
  for (int number = 1; number <= std::stoi(request.cursor()); ++number) {
    const bool taken = co_await writer.write(message(number));
    if (!taken) co_return Done();
  }
  co_return Done();
}

class StreamTest : public RpcTest {
 protected:
  // Reads until the end.
  std::vector<std::string> read_all(const std::string& cursor, grpc::Status* status) {
    grpc::ClientContext context;
    v1::WatchIncidentsRequest request;
    request.set_cursor(cursor);
    const auto reader = stub_->WatchIncidents(&context, request);
    std::vector<std::string> cursors;
    for (v1::WatchIncidentsResponse response; reader->Read(&response);) cursors.push_back(response.cursor());
    *status = reader->Finish();
    return cursors;
  }

  grpc::ClientContext context_;
};

TEST_F(StreamTest, EveryMessageArrivesOnceAndInOrderWithoutADeadline) {
  service_.watch_incidents = count_up;
  start();
  grpc::Status status;
  std::vector<std::string> expected;
  for (int number = 1; number <= 1'000; ++number) expected.push_back(std::to_string(number));
  EXPECT_EQ(read_all("1000", &status), expected);
  EXPECT_TRUE(status.ok());
}

TEST_F(StreamTest, ARefusalEndsTheStreamAfterItsMessages) {
  service_.watch_incidents = [](v1::WatchIncidentsRequest, Writer writer) -> Awaitable<Outcome> {
    co_await writer.write(message(1));
    co_return domain::refuse(v1::REFUSAL_REASON_WATCHER_TOO_SLOW, "",
                             "fell behind; resume from the last cursor");
  };
  start();
  grpc::Status status;
  EXPECT_THAT(read_all("", &status), testing::ElementsAre("1"));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
}

TEST_F(StreamTest, TheClientsCancelCancelsAHandlerThatWaits) {
  Endless endless(io_thread_.io());
  service_.watch_incidents = [&endless](v1::WatchIncidentsRequest, Writer writer) -> Awaitable<Outcome> {
    co_await writer.write(message(1));
    co_await endless.wait();
    co_return Done();
  };
  start();
  std::future<void> begun = endless.begun.get_future();
  std::future<void> cancelled = endless.cancelled.get_future();
  const auto reader = stub_->WatchIncidents(&context_, {});
  ASSERT_TRUE(ready(begun));
  context_.TryCancel();
  EXPECT_TRUE(ready(cancelled));
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

// Writes messages of 64 KiB until one is not taken.
struct Flood {
  Awaitable<Outcome> run(Writer writer) {
    for (bool taken = true; taken; ++written) {
      taken = co_await writer.write(message(0, 64 * 1024));
    }
    ended.set_value();
    co_return Done();
  }

  std::atomic<int> written = 0;
  std::promise<void> ended;
};

TEST_F(StreamTest, AClientThatDoesNotReadStallsOnlyItsOwnHandlerAndIsCutOff) {
  Flood flood;
  service_.get_incident = echo;
  service_.watch_incidents = [&flood](v1::WatchIncidentsRequest request, Writer writer) {
    return request.cursor().empty() ? flood.run(writer) : count_up(std::move(request), writer);
  };
  start();
  std::future<void> ended = flood.ended.get_future();
  const auto sleeper = client();
  const auto unread = sleeper->WatchIncidents(&context_, {});
  grpc::Status status;
  EXPECT_EQ(read_all("1000", &status).size(), 1'000U);
  EXPECT_TRUE(get("i-1").ok());
  ASSERT_TRUE(ready(ended));  // after longest_write, by itself
  EXPECT_LT(flood.written, 1'000) << "64 MiB went to a client that read nothing";
  EXPECT_TRUE(get("i-2").ok());
}

TEST_F(StreamTest, ManyStreamsAreBoundedByARefusal) {
  std::atomic<int> open = 0;
  std::promise<void> all_open;
  service_.watch_incidents = [&](v1::WatchIncidentsRequest, Writer writer) -> Awaitable<Outcome> {
    co_await writer.write(message(1));
    if (++open == static_cast<int>(limits().max_streams)) all_open.set_value();
    Endless endless(io_thread_.io());
    co_await endless.wait();
    co_return Done();
  };
  start();
  std::vector<std::unique_ptr<grpc::ClientContext>> contexts;
  std::vector<std::unique_ptr<grpc::ClientReader<v1::WatchIncidentsResponse>>> readers;
  for (std::size_t index = 0; index < limits().max_streams; ++index) {
    contexts.push_back(std::make_unique<grpc::ClientContext>());
    readers.push_back(stub_->WatchIncidents(contexts.back().get(), {}));
  }
  std::future<void> opened = all_open.get_future();
  ASSERT_TRUE(ready(opened));
  grpc::Status status;
  EXPECT_TRUE(read_all("", &status).empty());
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  server_->stop();
  for (const auto& reader : readers) {
    v1::WatchIncidentsResponse response;
    while (reader->Read(&response)) continue;
    EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  }
}

}  // namespace
}  // namespace turnout::rpc
