#include "event_store/watch_topic.h"

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/slice.h>

#include <list>

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
  bool may_concern(const v1::Event&) const { return true; }
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

std::string at(std::uint64_t sequence) {
  return "memory-" + std::to_string(sequence);
}

std::vector<std::string> from_to(std::uint64_t from, std::uint64_t to) {
  std::vector<std::string> cursors;
  for (std::uint64_t i = from; i <= to; ++i) cursors.push_back(at(i));
  return cursors;
}

constexpr std::size_t kMostKept = RecentMessages<std::string>::Bounds().messages;

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

  WatchTopic<Changes> topic{io, {store, view, position}, metrics, Changes()};
};

TEST_F(WatchTopicTest, ResumesFromAnyPlaceWithoutAGapOrARepeat) {
  runner.must(report(), register_unit(), note(), note(), note());
  start_service();
  runner.must(note(), note(), register_unit("car-2"), note());
  run(follower.catch_up());
  for (std::uint64_t cursor = 0; cursor < 9; ++cursor) {
    EXPECT_EQ(received(at(cursor), 9 - cursor), from_to(cursor + 1, 9)) << cursor;
  }
}

TEST_F(WatchTopicTest, GoesOnLiveWhereThePastEnds) {
  runner.must(report(), note());
  start_service();
  Client client(io, 5);
  std::future<Done> watching = watch(client, at(0));
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

TEST_F(WatchTopicTest, ReadsALongPastOnceForAllWhoResume) {
  runner.must(report());
  for (int i = 0; i < 600; ++i) runner.must(note());
  start_service();
  const int before = store.pages_read;
  std::list<Client> clients;
  std::list<std::future<Done>> watching;
  for (std::uint64_t i = 1; i <= 50; ++i) {
    clients.emplace_back(io, 601 - i);
    watching.push_back(watch(clients.back(), at(i)));
  }
  for (std::future<Done>& each : watching) EXPECT_TRUE(testing::run(io, std::move(each)));
  std::uint64_t cursor = 0;
  for (const Client& client : clients) EXPECT_EQ(client.cursors(), from_to(++cursor + 1, 601));
  EXPECT_EQ(clients.front().messages.front().incident().version(), 601U);
  EXPECT_LE(store.pages_read - before, 11);  // 600 events, 64 a page, and one page more
}

TEST_F(WatchTopicTest, LoadsNoStateThatTheViewHas) {
  runner.must(report(), report(kOtherIncident), note(), note());
  start_service();
  const std::size_t before = store.states_loaded;
  EXPECT_EQ(received(at(0), 4), from_to(1, 4));
  EXPECT_EQ(store.states_loaded, before);
}

TEST_F(WatchTopicTest, LoadsAnIncidentThatHasEndedOnceAPage) {
  runner.must(report());
  for (int i = 0; i < 30; ++i) runner.must(note());
  runner.must(testing::cancel());
  start_service();
  const std::size_t before = store.states_loaded;
  EXPECT_EQ(received(at(0), 32), from_to(1, 32));
  EXPECT_EQ(store.states_loaded - before, 1U);
}

TEST_F(WatchTopicTest, TellsWhoMissedTooMuchToListAgain) {
  runner.must(report());
  for (std::uint64_t i = 0; i < WatchTopic<Changes>::kMaxMissed; ++i) runner.must(note());
  start_service();
  const int before = store.pages_read;
  const v1::Refusal refused = refusal(at(0));
  EXPECT_EQ(refused.reason(), v1::REFUSAL_REASON_CURSOR_UNKNOWN);
  EXPECT_THAT(refused.message(), HasSubstr("more has happened since this cursor"));
  EXPECT_EQ(store.pages_read, before) << "nothing was read for it";
  EXPECT_EQ(received(at(1), 3), from_to(2, 4));
}

TEST_F(WatchTopicTest, RefusesTheCursorOfALogThatWasRestored) {
  runner.must(report(), note());
  start_service();
  EXPECT_EQ(received(at(1), 1), from_to(2, 2));
  position.belongs_to("restored");
  const v1::Refusal refused = refusal(at(1));
  EXPECT_EQ(refused.reason(), v1::REFUSAL_REASON_CURSOR_UNKNOWN);
  EXPECT_THAT(refused.message(), HasSubstr("restored from a backup; list again"));
  EXPECT_EQ(received("restored-1", 1), std::vector<std::string>{"restored-2"});
}

// A watcher of one incident while others go on: without the heartbeat it would fall ever further behind.
TEST_F(WatchTopicTest, MovesTheCursorOfAWatcherThatNothingConcerns) {
  WatchTopic<Changes> quick(io, {store, view, position}, metrics, Changes(), std::chrono::milliseconds(1));
  start_service();
  Client client(io, 1);
  auto watching =
      testing::start(io, quick.watch("", kOtherIncident, rpc::StreamWriter<rpc::EncodedMessage>(client)));
  settle();
  runner.must(report(), note(), note());
  EXPECT_TRUE(testing::run(io, std::move(watching)));
  EXPECT_FALSE(client.messages.front().has_event());
  EXPECT_THAT(client.messages.front().cursor(), ::testing::StartsWith("memory-"));
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
  EXPECT_THAT(one.cursors(), ElementsAre(at(1), at(4)));
  EXPECT_THAT(other.cursors(), ElementsAre(at(2), at(5)));
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
  EXPECT_THAT(live.cursors(), ElementsAre(at(2), at(3)));
  EXPECT_THAT(received(at(2), 2), ElementsAre(at(2), at(3)));
  EXPECT_THAT(received(at(0), 4), ElementsAre(at(1), at(2), at(2), at(3)));
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
  EXPECT_THAT(client.cursors(), ElementsAre(at(1), at(2)));
}

TEST_F(WatchTopicTest, CutsAWatcherOffThatFallsBehindTheRing) {
  start_service();
  Client slow(io, 100'000);
  slow.is_held = true;
  std::future<Done> watching = watch(slow, "");
  settle();
  const auto event = std::make_shared<v1::Event>();
  std::vector<Entry> entries;
  for (std::uint64_t i = 1; i <= kMostKept + 2; ++i) {
    entries.push_back({.sequence = i, .event = event, .incident = nullptr, .unit = nullptr});
    topic.take({entries.back()});
    if (i == 1) settle();
  }
  slow.release();
  const Done done = testing::run(io, std::move(watching));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().reason(), v1::REFUSAL_REASON_WATCHER_TOO_SLOW);
  EXPECT_THAT(slow.cursors(), ElementsAre(at(1)));
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
  EXPECT_THAT(client.cursors(), ElementsAre(at(1), at(3)));
  EXPECT_THAT(received(at(0), 2), ElementsAre(at(1), at(3)));
}

TEST_F(WatchTopicTest, RefusesACursorThatIsNone) {
  start_service();
  for (const char* cursor :
       {"x", "1", "memory", "memory-", "memory-x", "memory--1", "memory-1x", "memory-18446744073709551616"}) {
    const v1::Refusal refused = refusal(cursor);
    EXPECT_EQ(refused.reason(), v1::REFUSAL_REASON_CURSOR_UNKNOWN) << cursor;
    EXPECT_EQ(refused.field(), "cursor");
  }
}

TEST_F(WatchTopicTest, RefusesACursorBeyondTheLog) {
  runner.must(report());
  start_service();
  EXPECT_EQ(refusal(at(2)).reason(), v1::REFUSAL_REASON_CURSOR_UNKNOWN);
  EXPECT_EQ(refusal("memory-18446744073709551615").reason(), v1::REFUSAL_REASON_CURSOR_UNKNOWN);
}

// Another replica of the service has handed out a cursor that this one has not read up to yet.
TEST_F(WatchTopicTest, WaitsForACursorThatIsAheadOfThisProcessOnly) {
  runner.must(report());
  position.advance_to(run(view.load_current()));
  runner.must(note(), note());
  Client client(io, 1);
  std::future<Done> watching = watch(client, at(3));
  settle();
  follow();
  runner.must(note());
  EXPECT_TRUE(testing::run(io, std::move(watching)));
  EXPECT_THAT(client.cursors(), ElementsAre(at(4)));
}

TEST_F(WatchTopicTest, RefusesACursorThatWasTrimmedAway) {
  runner.must(report(), note(), note(), note());
  start_service();
  store.trimmed = 2;
  EXPECT_EQ(refusal(at(1)).reason(), v1::REFUSAL_REASON_CURSOR_UNKNOWN);
  EXPECT_EQ(received(at(2), 2), from_to(3, 4));
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
