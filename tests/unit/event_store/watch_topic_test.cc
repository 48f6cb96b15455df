#include "event_store/watch_topic.h"

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/slice.h>

#include "memory_district.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::event_store {
namespace {

using testing::assign;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kIncident;
using testing::kOtherIncident;
using testing::note;
using testing::register_unit;
using testing::report;

using Message = v1::WatchIncidentsResponse;
using Done = domain::Outcome<rpc::Done>;

Message message_of(const Entry& entry) {
  Message message;
  *message.mutable_event() = *entry.event;
  if (entry.incident) message.mutable_incident()->set_version(entry.incident->version());
  return message;
}

// Every event: an order means two messages, any other one. A watcher asks for one incident or unit, or all ("").
struct Changes {
  using Filter = std::string;
  using Audience = std::string;
  using Message = v1::WatchIncidentsResponse;

  static const std::string& concerned(const v1::Event& event) {
    return event.incident_id().empty() ? event.unit_id() : event.incident_id();
  }
  bool may_concern(const v1::Event& event, const Filter& filter) const {
    return filter.empty() || concerned(event) == filter;
  }
  std::vector<std::pair<Message, Audience>> messages_of(const Entry& entry) const {
    std::vector<std::pair<Message, Audience>> messages;
    const int count = entry.event->has_unit_assigned() ? 2 : 1;
    for (int i = 0; i < count; ++i) messages.emplace_back(message_of(entry), concerned(*entry.event));
    return messages;
  }
  bool includes(const Audience& audience, const Filter& filter) const {
    return filter.empty() || audience == filter;
  }
};

Message decoded(const rpc::EncodedMessage& encoded) {
  std::vector<grpc::Slice> slices;
  encoded.buffer().Dump(&slices);
  std::string bytes;
  for (const grpc::Slice& slice : slices)
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  Message message;
  EXPECT_TRUE(message.ParseFromString(bytes));
  return message;
}

// A client that goes away when it has what it wants. It takes no message while it is held.
class Client final : public rpc::StreamSink<rpc::EncodedMessage> {
 public:
  Client(boost::asio::io_context& io, std::size_t wanted) : wanted_(wanted), released_(io) {}

  Awaitable<bool> write(rpc::EncodedMessage encoded) override {
    while (is_held) co_await released_.wait();
    messages.push_back(decoded(encoded));
    co_return messages.size() < wanted_;
  }
  void release() {
    is_held = false;
    released_.wake();
  }
  std::vector<std::string> cursors() const {
    std::vector<std::string> list;
    for (const Message& message : messages) list.push_back(message.cursor());
    return list;
  }

  bool is_held = false;
  std::vector<Message> messages;

 private:
  std::size_t wanted_;
  runtime::Wakeup released_;
};

std::vector<std::string> from_to(int from, int to) {
  std::vector<std::string> cursors;
  for (int i = from; i <= to; ++i) cursors.push_back(std::to_string(i));
  return cursors;
}

struct WatchTopicTest : FollowedDistrict {
  WatchTopicTest() {
    follower.listen([this](const std::vector<Entry>& entries) { topic.take(entries); });
  }

  // A service that starts now: it knows the log from here on.
  void start_service() {
    position.advance_to(run(view.load_current()));
    follow();
  }
  std::future<Done> watch(Client& client, const std::string& cursor, const std::string& filter = "") {
    return testing::start(io, topic.watch(cursor, filter, rpc::StreamWriter<rpc::EncodedMessage>(client)));
  }
  // The cursors of the next `count` messages from a cursor on.
  std::vector<std::string> received(const std::string& cursor, std::size_t count,
                                    const std::string& filter = "") {
    Client client(io, count);
    EXPECT_TRUE(testing::run(io, watch(client, cursor, filter)));
    return client.cursors();
  }
  v1::Refusal refusal(const std::string& cursor) {
    Client client(io, 1);
    const Done done = testing::run(io, watch(client, cursor));
    return done ? v1::Refusal() : done.error();
  }

  WatchTopic<Changes> topic{io, store, position, metrics, Changes()};
};

TEST_F(WatchTopicTest, ResumesFromAnyPlaceWithoutAGapOrARepeat) {
  runner.must(report(), register_unit(), note(), note(), note());
  start_service();
  runner.must(note(), note(), register_unit("car-2"), note());
  run(follower.catch_up());
  for (int cursor = 0; cursor < 9; ++cursor) {
    EXPECT_EQ(received(std::to_string(cursor), static_cast<std::size_t>(9 - cursor)), from_to(cursor + 1, 9))
        << cursor;
  }
}

TEST_F(WatchTopicTest, GoesOnLiveWhereThePastEnds) {
  runner.must(report(), note());
  start_service();
  Client client(io, 5);
  std::future<Done> watching = watch(client, "0");
  runner.must(note(), note(), note());
  EXPECT_TRUE(testing::run(io, std::move(watching)));
  EXPECT_EQ(client.cursors(), from_to(1, 5));
}

TEST_F(WatchTopicTest, WithoutACursorTellsWhatHappensNext) {
  runner.must(report());
  start_service();
  Client client(io, 1);
  std::future<Done> watching = watch(client, "");
  settle();
  EXPECT_TRUE(topic.has_watchers());
  runner.must(note());
  EXPECT_TRUE(testing::run(io, std::move(watching)));
  EXPECT_EQ(client.messages.front().event().note_added().note().author(), "taker-1");
  EXPECT_EQ(client.messages.front().incident().version(), 2U);
  EXPECT_FALSE(topic.has_watchers());
}

TEST_F(WatchTopicTest, ReadsALongPastInPagesAndLoadsEachStateOfAPageOnce) {
  runner.must(report());
  for (int i = 0; i < 600; ++i) runner.must(note());
  start_service();
  const std::size_t before = store.states_loaded;
  Client client(io, 600);
  EXPECT_TRUE(testing::run(io, watch(client, "1")));
  EXPECT_EQ(client.cursors(), from_to(2, 601));
  EXPECT_EQ(client.messages.front().incident().version(), 601U);
  EXPECT_EQ(store.states_loaded - before, 3U);
}

TEST_F(WatchTopicTest, LoadsNoStateThatTheWatcherDidNotAskFor) {
  runner.must(report(), report(kOtherIncident), note(), note());
  start_service();
  const std::size_t before = store.states_loaded;
  EXPECT_THAT(received("0", 1, kOtherIncident), ElementsAre("2"));
  EXPECT_EQ(store.states_loaded - before, 1U);
}

TEST_F(WatchTopicTest, TellsEachWatcherOnlyWhatItAskedFor) {
  start_service();
  Client all(io, 5);
  Client one(io, 2);
  Client other(io, 2);
  std::future<Done> watching_all = watch(all, "");
  std::future<Done> watching_one = watch(one, "", kIncident);
  std::future<Done> watching_other = watch(other, "", kOtherIncident);
  settle();
  runner.must(report(), report(kOtherIncident));
  run(follower.catch_up());
  settle();
  EXPECT_EQ(one.messages.size(), 1U);
  EXPECT_EQ(other.messages.size(), 1U);
  runner.must(register_unit(), note(), note().on(kOtherIncident));
  for (auto* watching : {&watching_all, &watching_one, &watching_other}) {
    EXPECT_TRUE(testing::run(io, std::move(*watching)));
  }
  EXPECT_EQ(all.cursors(), from_to(1, 5));
  EXPECT_THAT(one.cursors(), ElementsAre("1", "4"));
  EXPECT_THAT(other.cursors(), ElementsAre("2", "5"));
}

// A watcher that resumes between two messages of one event gets both again.
TEST_F(WatchTopicTest, OfAnEventWithSeveralMessagesOnlyTheLastOneMovesTheCursor) {
  runner.must(report(), register_unit());
  start_service();
  Client live(io, 2);
  std::future<Done> watching = watch(live, "");
  settle();
  runner.must(assign());
  EXPECT_TRUE(testing::run(io, std::move(watching)));
  EXPECT_THAT(live.cursors(), ElementsAre("2", "3"));
  EXPECT_THAT(received("2", 2), ElementsAre("2", "3"));
  EXPECT_THAT(received("0", 4), ElementsAre("1", "2", "2", "3"));
}

TEST_F(WatchTopicTest, TellsWhatNoEventTells) {
  runner.must(report());
  start_service();
  Client client(io, 2);
  std::future<Done> watching = watch(client, "");
  settle();
  Message published;
  published.mutable_incident()->set_station_id("seen");
  topic.publish(published, kIncident);
  runner.must(note());
  EXPECT_TRUE(testing::run(io, std::move(watching)));
  EXPECT_EQ(client.messages.front().incident().station_id(), "seen");
  EXPECT_THAT(client.cursors(), ElementsAre("1", "2"));
}

TEST_F(WatchTopicTest, CutsAWatcherOffThatFallsBehindTheRing) {
  start_service();
  Client slow(io, 100'000);
  slow.is_held = true;
  std::future<Done> watching = watch(slow, "");
  settle();
  const auto event = std::make_shared<v1::Event>();
  std::vector<Entry> entries;
  for (std::uint64_t i = 1; i <= WatchTopic<Changes>::kMaxMessages + 2; ++i) {
    entries.push_back({.sequence = i, .event = event, .incident = nullptr, .unit = nullptr});
    topic.take({entries.back()});
    if (i == 1) settle();
  }
  slow.release();
  const Done done = testing::run(io, std::move(watching));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().reason(), v1::REFUSAL_REASON_WATCHER_TOO_SLOW);
  EXPECT_THAT(slow.cursors(), ElementsAre("1"));
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_watchers_cut_off_total 1"));
}

TEST_F(WatchTopicTest, KeepsABoundedNumberOfBytes) {
  start_service();
  auto event = std::make_shared<v1::Event>();
  event->mutable_note_added()->mutable_note()->mutable_text()->set_text(std::string(1 << 20, 'x'));
  Client slow(io, 100);
  slow.is_held = true;
  std::future<Done> watching = watch(slow, "");
  settle();
  for (std::uint64_t i = 1; i <= 20; ++i) {
    topic.take({{.sequence = i, .event = event, .incident = nullptr, .unit = nullptr}});
    if (i == 1) settle();
  }
  slow.release();
  EXPECT_EQ(testing::run(io, std::move(watching)).error().reason(), v1::REFUSAL_REASON_WATCHER_TOO_SLOW);
}

TEST_F(WatchTopicTest, LeavesDeadLettersOut) {
  store.unreadable = 2;
  start_service();
  Client client(io, 2);
  std::future<Done> watching = watch(client, "");
  settle();
  runner.must(report(), note(), note());
  EXPECT_TRUE(testing::run(io, std::move(watching)));
  EXPECT_THAT(client.cursors(), ElementsAre("1", "3"));
  EXPECT_THAT(received("0", 2), ElementsAre("1", "3"));
}

TEST_F(WatchTopicTest, RefusesACursorThatIsNone) {
  start_service();
  for (const char* cursor : {"x", "-1", "1x", " 1", "1-0", "18446744073709551616"}) {
    const v1::Refusal refused = refusal(cursor);
    EXPECT_EQ(refused.reason(), v1::REFUSAL_REASON_CURSOR_UNKNOWN) << cursor;
    EXPECT_EQ(refused.field(), "cursor");
  }
}

TEST_F(WatchTopicTest, RefusesACursorBeyondTheLog) {
  runner.must(report());
  start_service();
  EXPECT_EQ(refusal("2").reason(), v1::REFUSAL_REASON_CURSOR_UNKNOWN);
  EXPECT_EQ(refusal("18446744073709551615").reason(), v1::REFUSAL_REASON_CURSOR_UNKNOWN);
}

// Another replica of the service has handed out a cursor that this one has not read up to yet.
TEST_F(WatchTopicTest, WaitsForACursorThatIsAheadOfThisProcessOnly) {
  runner.must(report());
  position.advance_to(run(view.load_current()));
  runner.must(note(), note());
  Client client(io, 1);
  std::future<Done> watching = watch(client, "3");
  settle();
  follow();
  runner.must(note());
  EXPECT_TRUE(testing::run(io, std::move(watching)));
  EXPECT_THAT(client.cursors(), ElementsAre("4"));
}

TEST_F(WatchTopicTest, RefusesACursorThatWasTrimmedAway) {
  runner.must(report(), note(), note(), note());
  start_service();
  store.trimmed = 2;
  EXPECT_EQ(refusal("1").reason(), v1::REFUSAL_REASON_CURSOR_UNKNOWN);
  EXPECT_EQ(received("2", 2), from_to(3, 4));
}

TEST_F(WatchTopicTest, CountsThoseWhoWatch) {
  start_service();
  Client client(io, 1);
  std::future<Done> watching = watch(client, "");
  settle();
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_watchers 1\n"));
  runner.must(report());
  EXPECT_TRUE(testing::run(io, std::move(watching)));
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_watchers 0\n"));
}

}  // namespace
}  // namespace turnout::event_store
