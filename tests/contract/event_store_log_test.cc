#include "event_store/stored_form.h"
#include "event_store_contract.h"

namespace turnout::event_store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using namespace std::chrono_literals;
using testing::note;
using testing::report;

struct EventStoreLog : EventStoreContract {
  void append(int events) {
    given(report());
    for (int i = 1; i < events; ++i) given(note());
  }
  std::vector<std::uint64_t> read_after(std::uint64_t sequence, std::size_t most) {
    return places(run(store->read_after(sequence, most, 0ms)));
  }
  static std::vector<std::uint64_t> places(const std::vector<LoggedEvent>& events) {
    std::vector<std::uint64_t> list;
    for (const LoggedEvent& logged : events) {
      EXPECT_EQ(logged.event.incident_version(),
                logged.sequence);  // one incident: its versions are the log's
      list.push_back(logged.sequence);
    }
    return list;
  }
};

INSTANTIATE_TEST_SUITE_P(Adapters, EventStoreLog, ::testing::Values(Adapter::kMemory, Adapter::kRedis),
                         [](const auto& each) {
                           return each.param == Adapter::kMemory ? "Memory" : "Redis";
                         });

TEST_P(EventStoreLog, IsEmptyAtFirst) {
  EXPECT_EQ(run(store->last_sequence()), 0U);
  EXPECT_THAT(read_after(0, 10), IsEmpty());
}

TEST_P(EventStoreLog, HasAnIdentityFromTheBeginningOn) {
  const std::string identity = run(store->log_identity());
  EXPECT_THAT(identity, ::testing::MatchesRegex("[0-9a-z]+"));
  append(5);
  EXPECT_EQ(run(store->log_identity()), identity);
}

TEST_P(EventStoreLog, IsReadInPages) {
  append(5);
  EXPECT_THAT(read_after(0, 2), ElementsAre(1, 2));
  EXPECT_THAT(read_after(2, 2), ElementsAre(3, 4));
  EXPECT_THAT(read_after(4, 2), ElementsAre(5));
  EXPECT_THAT(read_after(5, 2), IsEmpty());
  EXPECT_THAT(read_after(9, 2), IsEmpty());
}

TEST_P(EventStoreLog, AWaitingReaderGetsWhatIsThereAtOnce) {
  append(3);
  EXPECT_THAT(places(run(store->read_after(1, 10, 1h))), ElementsAre(2, 3));
  EXPECT_THAT(places(run(store->read_after(0, 2, 1h))), ElementsAre(1, 2));
}

TEST_P(EventStoreLog, AWaitingReaderIsWokenByTheNextCommit) {
  append(2);
  auto waiting = testing::start(io, store->read_after(2, 10, 1h));
  given(note());
  EXPECT_THAT(places(testing::run(io, std::move(waiting))), ElementsAre(3));
}

TEST_P(EventStoreLog, AWaitingReaderGetsNothingWhenItsTimeIsUp) {
  EXPECT_THAT(run(store->read_after(0, 10, 1ms)), IsEmpty());
  append(1);
  EXPECT_THAT(run(store->read_after(1, 10, 1ms)), IsEmpty());
  EXPECT_THAT(places(run(store->read_after(0, 10, 1ms))), ElementsAre(1));
}

TEST_P(EventStoreLog, CommandsGoOnWhileAReaderWaits) {
  append(1);
  auto waiting = testing::start(io, store->read_after(7, 10, 1h));
  for (int i = 0; i < 6; ++i) given(note());
  EXPECT_EQ(run(store->last_sequence()), 7U);
  given(note());
  EXPECT_THAT(places(testing::run(io, std::move(waiting))), ElementsAre(8));
}

TEST_P(EventStoreLog, IsReadAtAnyPlacesInTheOrderAskedFor) {
  append(5);
  EXPECT_THAT(places(run(store->read_at({4, 1, 4, 5}))), ElementsAre(4, 1, 4, 5));
  EXPECT_THAT(run(store->read_at({})), IsEmpty());
}

TEST_P(EventStoreLog, HasNothingAtAPlaceThatWasNeverWritten) {
  append(2);
  EXPECT_THROW(run(store->read_at({1, 3})), BrokenRecord);
  EXPECT_THROW(run(store->read_at({0})), BrokenRecord);
  EXPECT_THROW(run(store->read_at(std::vector<std::uint64_t>(kMaxReadAt + 1, 1))), std::invalid_argument);
}

}  // namespace
}  // namespace turnout::event_store
