#include "event_store/executor.h"

#include "memory_district.h"

namespace turnout::event_store {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using namespace std::chrono_literals;
using testing::Accepted;
using testing::assign;
using testing::cancel;
using testing::kCallAtMs;
using testing::kIncident;
using testing::kOtherIncident;
using testing::note;
using testing::register_unit;
using testing::report;

struct ExecutorTest : MemoryDistrict {};

std::string event(int version, const std::string& id = kIncident) {
  return id + "/" + std::to_string(version);
}

TEST_F(ExecutorTest, AnswersWithTheNewStatesAndWhatTheRequestCaused) {
  desk.must(report(), register_unit());
  const Accepted accepted = run(desk.send(assign()));
  ASSERT_TRUE(accepted);
  EXPECT_THAT(accepted->receipt.event_ids, ::testing::ElementsAre(event(2)));
  EXPECT_EQ(accepted->receipt.assignment, 1U);
  EXPECT_EQ(accepted->states.incident.assignments(0).unit_id(), "car-1");
  EXPECT_EQ(accepted->states.units.at(0).incident_id(), kIncident);
  const domain::Aggregates stored = run(memory.load(kIncident, {"car-1"}));
  EXPECT_EQ(accepted->states.incident.SerializeAsString(), stored.incident.SerializeAsString());
  EXPECT_EQ(accepted->states.units.at(0).SerializeAsString(), stored.units.at(0).SerializeAsString());
}

TEST_F(ExecutorTest, ARefusalChangesNothing) {
  desk.must(report());
  const Accepted refused = run(desk.send(assign("nobody")));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason(), v1::REFUSAL_REASON_UNKNOWN_UNIT);
  EXPECT_EQ(store.commits, 1);
}

TEST_F(ExecutorTest, BeginsAgainWhenOthersWereFaster) {
  desk.must(report());
  store.commits_that_conflict = 15;
  EXPECT_TRUE(run(desk.send(note())));
  EXPECT_EQ(store.commits, 1 + 16);
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_commit_conflicts_total 15"));
}

TEST_F(ExecutorTest, GivesUpWhenOthersWereFasterSixteenTimes) {
  desk.must(report());
  store.commits_that_conflict = 16;
  EXPECT_THROW(run(desk.send(note().id("note-1"))), runtime::Conflict);
  EXPECT_THAT(log(), SizeIs(1));
  EXPECT_TRUE(run(desk.send(note().id("note-1"))));
}

TEST_F(ExecutorTest, DecidesAgainOnWhatOthersHaveMade) {
  desk.must(report(), report(kOtherIncident), register_unit());
  store.after_one_load = [this] { return elsewhere.send(assign().on(kOtherIncident)); };
  const Accepted refused = run(desk.send(assign()));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason(), v1::REFUSAL_REASON_UNIT_ON_ANOTHER_INCIDENT);
}

// The cancellation names the units by the incident it has read; another process sends one more meanwhile.
TEST_F(ExecutorTest, ACancellationAlsoFreesAUnitThatWasSentMeanwhile) {
  desk.must(report(), register_unit("car-1"), register_unit("car-2"), assign("car-1"));
  store.after_one_load = [this] { return elsewhere.send(assign("car-2")); };
  EXPECT_TRUE(run(desk.send(cancel())));
  for (const v1::Unit& unit : run(memory.load("", {"car-1", "car-2"})).units) {
    EXPECT_EQ(unit.status(), v1::UNIT_STATUS_AVAILABLE) << unit.id();
  }
}

TEST_F(ExecutorTest, CommandsOnOneIncidentDoNotFightEachOther) {
  desk.must(report());
  std::vector<std::future<Accepted>> notes;
  for (int i = 0; i < 32; ++i) notes.push_back(testing::start(io, desk.send(note())));
  for (auto& each : notes) EXPECT_TRUE(testing::run(io, std::move(each)));
  EXPECT_EQ(store.commits, 1 + 32);
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_commit_conflicts_total 0"));
}

TEST_F(ExecutorTest, TheSameReportSixteenTimesAtOnceIsOneIncidentWithSixteenEqualAnswers) {
  std::vector<std::future<Accepted>> reports;
  for (int i = 0; i < 16; ++i) {
    reports.push_back(testing::start(io, (i % 2 == 0 ? desk : elsewhere).send(report())));
  }
  for (auto& each : reports) {
    const Accepted accepted = testing::run(io, std::move(each));
    ASSERT_TRUE(accepted);
    EXPECT_THAT(accepted->receipt.event_ids, ::testing::ElementsAre(event(1)));
    EXPECT_EQ(accepted->states.incident.version(), 1U);
  }
  EXPECT_THAT(log(), SizeIs(1));
}

TEST_F(ExecutorTest, TheSameRequestAgainHasTheSameOutcomeWithTheCurrentState) {
  desk.must(report(), register_unit(), assign().id("assign-1"), note());
  const Accepted again = run(desk.send(assign().id("assign-1")));
  ASSERT_TRUE(again);
  EXPECT_THAT(again->receipt.event_ids, ::testing::ElementsAre(event(2)));
  EXPECT_EQ(again->receipt.assignment, 1U);
  EXPECT_EQ(again->states.incident.version(), 3U);
  EXPECT_THAT(log(), SizeIs(4));
}

TEST_F(ExecutorTest, TheSameRequestIdWithAnotherBodyIsRefused) {
  desk.must(report(), note("one").id("note-1"));
  const Accepted other = run(desk.send(note("two").id("note-1")));
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().reason(), v1::REFUSAL_REASON_REQUEST_ID_REUSED);
  EXPECT_THAT(log(), SizeIs(2));
}

TEST_F(ExecutorTest, ARequestWhoseAnswerWasLostIsSettledBySendingItAgain) {
  desk.must(report());
  store.commits_whose_answer_is_lost = 1;
  EXPECT_THROW(run(desk.send(note().id("note-1"))), runtime::Unavailable);
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_commit_unknown_outcomes_total 1"));
  const Accepted again = run(desk.send(note().id("note-1")));
  ASSERT_TRUE(again);
  EXPECT_THAT(again->receipt.event_ids, ::testing::ElementsAre(event(2)));
  EXPECT_THAT(log(), SizeIs(2));
}

// Nobody hears of the commits any more, but the log does.
struct UnansweredTest : FollowedDistrict {
  UnansweredTest() {
    follower.listen([this](const std::vector<Entry>& entries) { desk.take(entries); });
    desk.must(report(), register_unit());
  }
  void expect_assignments(int count) {
    EXPECT_THAT(metrics.text(), HasSubstr("turnout_assignments_total " + std::to_string(count) + "\n"));
  }
};

TEST_F(UnansweredTest, ACommitThatHappenedCountsOnce) {
  store.commits_whose_answer_is_lost = 1;
  EXPECT_THROW(run(desk.send(assign().id("assign-1"))), runtime::Unavailable);
  expect_assignments(0);
  follow();
  run(follower.catch_up());
  expect_assignments(1);
  run(desk.send(assign().id("assign-1"))).value();
  run(follower.catch_up());
  expect_assignments(1);
}

TEST_F(UnansweredTest, ACommitThatTheLogShowsBeforeItsAnswerCountsOnce) {
  follow();
  store.before_one_answer = [this] { return follower.catch_up(); };
  desk.must(assign());
  expect_assignments(1);
}

TEST_F(UnansweredTest, ACommitThatTheLogShowsBeforeItsAnswerIsLostCountsOnce) {
  follow();
  store.before_one_answer = [this] { return follower.catch_up(); };
  store.commits_whose_answer_is_lost = 1;
  EXPECT_THROW(run(desk.send(assign())), runtime::Unavailable);
  expect_assignments(1);
}

TEST_F(UnansweredTest, ACommitThatDidNotHappenDoesNotCount) {
  store.commits_that_are_lost = 1;
  EXPECT_THROW(run(desk.send(assign().id("assign-1"))), runtime::Unavailable);
  elsewhere.must(note());
  follow();
  run(follower.catch_up());
  expect_assignments(0);
}

TEST_F(ExecutorTest, AUnitsOwnCommandIsRememberedByTheUnit) {
  desk.must(register_unit().id("register-1"));
  const Accepted again = run(desk.send(register_unit().id("register-1")));
  ASSERT_TRUE(again);
  EXPECT_THAT(again->receipt.event_ids, ::testing::ElementsAre(event(1, "car-1")));
  EXPECT_THAT(log(), SizeIs(1));
}

TEST_F(ExecutorTest, FiresADeadlineOnceWhoeverRaces) {
  desk.must(report());
  EXPECT_FALSE(run(desk.fire_due(kIncident)));
  for (testing::Desk* each : {&desk, &elsewhere}) each->clock.advance(61s);
  auto here = testing::start(io, desk.fire_due(kIncident));
  auto there = testing::start(io, elsewhere.fire_due(kIncident));
  EXPECT_NE(testing::run(io, std::move(here)), testing::run(io, std::move(there)));
  EXPECT_THAT(log(), SizeIs(2));
  EXPECT_EQ(log().at(1).event.deadline_breached().due_at_ms(), kCallAtMs + 60'000);
}

// What the keeper knows of an incident.
class KnownIncident : public ExecutorTest {
 protected:
  IncidentState known() { return std::make_shared<v1::Incident>(run(memory.load(kIncident, {})).incident); }
};

TEST_F(KnownIncident, FiresWithoutALoad) {
  desk.must(report());
  desk.clock.advance(61s);
  const IncidentState current = known();
  store.reads_that_fail = 1;
  EXPECT_TRUE(run(desk.fire_due(kIncident, current)));
  EXPECT_THAT(log(), SizeIs(2));
}

TEST_F(KnownIncident, IsLoadedIfItHasChangedSince) {
  desk.must(report());
  const IncidentState old = known();
  desk.must(note());
  desk.clock.advance(61s);
  EXPECT_TRUE(run(desk.fire_due(kIncident, old)));
  EXPECT_THAT(log(), SizeIs(3));
  EXPECT_FALSE(run(desk.fire_due(kIncident, old)));
}

TEST_F(KnownIncident, IsLoadedIfNothingSeemsDue) {
  const auto nothing = std::make_shared<v1::Incident>();
  desk.must(report());
  desk.clock.advance(61s);
  EXPECT_TRUE(run(desk.fire_due(kIncident, nothing)));
}

TEST_F(ExecutorTest, ADeadlineOfAnIncidentThatDoesNotExistIsAStaleHint) {
  desk.clock.advance(24h);
  EXPECT_FALSE(run(desk.fire_due("nothing")));
  EXPECT_THAT(log(), IsEmpty());
}

}  // namespace
}  // namespace turnout::event_store
