#include "event_store/log_follower.h"

#include "memory_district.h"

namespace turnout::event_store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using namespace std::chrono_literals;
using testing::kIncident;
using testing::note;
using testing::report;

struct LogFollowerTest : FollowedDistrict {
  LogFollowerTest() {
    follower.listen([this](const std::vector<Entry>& entries) {
      for (const Entry& entry : entries) {
        heard.push_back(entry.sequence);
        view_had_taken_it = view.open_incidents().contains(entry.event->incident_id());
        position_had_moved = position.last_sequence() >= entry.sequence;
      }
    });
  }

  std::vector<std::uint64_t> heard;
  bool view_had_taken_it = false;
  bool position_had_moved = true;
};

TEST_F(LogFollowerTest, BringsViewListenersAndPositionUpToTheMomentOfTheRequest) {
  follow();
  runner.must(report(), note());
  run(follower.catch_up());
  EXPECT_EQ(position.last_sequence(), 2U);
  EXPECT_EQ(view.open_incidents().at(kIncident)->version(), 2U);
  EXPECT_THAT(heard, ElementsAre(1, 2));
}

TEST_F(LogFollowerTest, TellsListenersAfterTheViewAndBeforeThePosition) {
  follow();
  runner.must(report());
  run(follower.catch_up());
  EXPECT_TRUE(view_had_taken_it);
  EXPECT_FALSE(position_had_moved);
}

TEST_F(LogFollowerTest, AsksTheStoreOnceForAllWhoAskTogether) {
  follow();
  runner.must(report(), note());
  std::vector<std::future<void>> asking;
  for (int i = 0; i < 100; ++i) asking.push_back(testing::start(io, follower.catch_up()));
  for (std::future<void>& each : asking) testing::run(io, std::move(each));
  EXPECT_EQ(position.last_sequence(), 2U);
  // The first one's question, and one for those who asked when it was on its way.
  EXPECT_LE(store.questions_for_the_newest, 2);
}

TEST_F(LogFollowerTest, TellsAllWhoAskTogetherThatTheStoreIsAway) {
  store.reads_that_fail = 2;
  std::vector<std::future<void>> asking;
  for (int i = 0; i < 100; ++i) asking.push_back(testing::start(io, follower.catch_up()));
  for (std::future<void>& each : asking)
    EXPECT_THROW(testing::run(io, std::move(each)), runtime::Unavailable);
  EXPECT_EQ(store.reads_that_fail, 0);
  EXPECT_LE(store.questions_for_the_newest, 2);
  EXPECT_NO_THROW(run(follower.catch_up()));
}

// Entries hold whole states: of an incident with thousands of notes only a few may be in memory at once.
TEST_F(LogFollowerTest, TakesALargeBatchInSmallParts) {
  std::size_t most = 0;
  follower.listen([&most](const std::vector<Entry>& entries) { most = std::max(most, entries.size()); });
  runner.must(report());
  for (int i = 0; i < 99; ++i) runner.must(note());
  follow();
  run(follower.catch_up());
  EXPECT_EQ(heard.size(), 100U);
  EXPECT_EQ(heard.back(), 100U);
  EXPECT_LE(most, 32U);
}

TEST_F(LogFollowerTest, GoesOnWhereItWasAfterTheStoreWasAway) {
  follow();
  runner.must(report());
  run(follower.catch_up());
  store.reads_that_fail = 3;
  elsewhere.must(note(), note());
  testing::run_until(io, [this] { return store.reads_that_fail == 0; });
  elsewhere.must(note());
  run(follower.catch_up());
  EXPECT_THAT(heard, ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_background_loop_failures_total{loop=\"log_follower\"} 3"));
}

TEST_F(LogFollowerTest, LeavesADeadLetterBehindAndSaysWhere) {
  ::testing::internal::CaptureStderr();
  store.unreadable = 2;
  follow();
  runner.must(report(), note(), note());
  run(follower.catch_up());
  EXPECT_THAT(heard, ElementsAre(1, 2, 3));
  EXPECT_EQ(position.last_sequence(), 3U);
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_dead_letters_total 1\n"));
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr("sequence=2 reason=\"it is torn\""));
}

TEST_F(LogFollowerTest, TheEventAfterADeadLetterBringsTheStateThatLackedIt) {
  store.unreadable = 3;
  follow();
  runner.must(report(), testing::register_unit(), testing::assign());
  run(follower.catch_up());
  EXPECT_EQ(view.open_incidents().at(kIncident)->version(), 1U);
  runner.must(testing::milestone(v1::MILESTONE_EN_ROUTE), testing::recall());
  run(follower.catch_up());
  const domain::Aggregates stored = run(memory.load({.incident_id = kIncident, .unit_ids = {"car-1"}}));
  EXPECT_EQ(view.open_incidents().at(kIncident)->SerializeAsString(), stored.incident.SerializeAsString());
  EXPECT_EQ(view.units().at("car-1")->SerializeAsString(), stored.units.front().SerializeAsString());
}

TEST_F(LogFollowerTest, CatchingUpEndsWhenItTakesTooLong) {
  runner.must(report());
  EXPECT_THROW(run(follower.catch_up(1ms)), runtime::Unavailable);
}

TEST_F(LogFollowerTest, ReadsALongLogInPieces) {
  runner.must(report());
  for (int i = 0; i < 600; ++i) runner.must(note());
  follow();
  run(follower.catch_up());
  EXPECT_EQ(heard.size(), 601U);
  EXPECT_EQ(view.open_incidents().at(kIncident)->version(), 601U);
}

}  // namespace
}  // namespace turnout::event_store
