#include <gmock/gmock.h>

#include <atomic>
#include <list>

#include "rpc_fixture.h"

namespace turnout::rpc {
namespace {

using ::testing::HasSubstr;
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

struct StreamBounds : StreamTest {
  StreamBounds() {
    service_.get_incident = echo;
    service_.watch_incidents = [this](v1::WatchIncidentsRequest, Writer writer) { return hold(writer); };
    start();
  }
  ~StreamBounds() override {
    server_->stop();
    while (!streams.empty()) end_first();
  }

  Awaitable<Outcome> hold(Writer writer) {
    co_await writer.write(message(1));
    Endless endless(io_thread_.io());
    co_await endless.wait();
    co_return Done();
  }
  // Streams over one connection that have their first message, and stay open.
  struct Open {
    grpc::ClientContext context;
    std::unique_ptr<grpc::ClientReader<v1::WatchIncidentsResponse>> reader;
  };
  void open(v1::IntakeService::Stub& stub, std::size_t count) {
    for (; count > 0; --count) {
      Open& stream = streams.emplace_back();
      stream.reader = stub.WatchIncidents(&stream.context, {});
      v1::WatchIncidentsResponse first;
      EXPECT_TRUE(stream.reader->Read(&first));
    }
  }
  void end_first() {
    streams.front().context.TryCancel();
    v1::WatchIncidentsResponse response;
    while (streams.front().reader->Read(&response)) continue;
    streams.front().reader->Finish();
    streams.pop_front();
  }
  static grpc::Status refused(v1::IntakeService::Stub& stub) {
    grpc::ClientContext context;
    set_deadline(context, std::chrono::seconds(5));
    const auto reader = stub.WatchIncidents(&context, {});
    v1::WatchIncidentsResponse response;
    while (reader->Read(&response)) continue;
    return reader->Finish();
  }

  std::list<Open> streams;
};

TEST_F(StreamBounds, OneConnectionDoesNotTakeAllPlaces) {
  open(*stub_, 5);
  const grpc::Status status = refused(*stub_);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_THAT(status.error_message(), HasSubstr("this connection has 5 streams of WatchIncidents open"));
  const auto other = client();
  open(*other, 3);
}

TEST_F(StreamBounds, OneStreamMoreThanAllPlacesIsRefused) {
  const auto other = client();
  open(*stub_, 5);
  open(*other, 3);
  const grpc::Status status = refused(*other);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_THAT(status.error_message(), HasSubstr("the service has 8 streams of WatchIncidents open"));
  EXPECT_TRUE(get("i-1").ok()) << "other methods go on";
  EXPECT_THAT(metrics_.text(), HasSubstr("turnout_rpc_stream_bound{method=\"WatchIncidents\"} 8"));
}

TEST_F(StreamBounds, APlaceIsFreeAgainWhenItsStreamHasEnded) {
  open(*stub_, 5);
  end_first();
  for (;;) {  // until the service knows that it has ended
    Open again;
    again.reader = stub_->WatchIncidents(&again.context, {});
    v1::WatchIncidentsResponse response;
    const bool is_open = again.reader->Read(&response);
    again.context.TryCancel();
    while (again.reader->Read(&response)) continue;
    again.reader->Finish();
    if (is_open) break;
  }
}

}  // namespace
}  // namespace turnout::rpc
