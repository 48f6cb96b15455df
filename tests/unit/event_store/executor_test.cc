#include "event_store/executor.h"

#include <set>

#include "domain/personal.h"
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
  runner.must(report(), register_unit());
  const Accepted accepted = run(runner.send(assign()));
  ASSERT_TRUE(accepted);
  EXPECT_THAT(accepted->result.event_ids, ::testing::ElementsAre(event(2)));
  EXPECT_EQ(accepted->result.order_number, 1U);
  EXPECT_EQ(accepted->states.incident.orders(0).unit_id(), "car-1");
  EXPECT_EQ(accepted->states.units.at(0).incident_id(), kIncident);
  const domain::Aggregates stored = run(memory.load({.incident_id = kIncident, .unit_ids = {"car-1"}}));
  EXPECT_EQ(accepted->states.incident.SerializeAsString(), stored.incident.SerializeAsString());
  EXPECT_EQ(accepted->states.units.at(0).SerializeAsString(), stored.units.at(0).SerializeAsString());
}

TEST_F(ExecutorTest, ARefusalChangesNothing) {
  runner.must(report());
  const Accepted refused = run(runner.send(assign("nobody")));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason(), v1::REFUSAL_REASON_UNKNOWN_UNIT);
  EXPECT_EQ(store.commits, 1);
}

TEST_F(ExecutorTest, BeginsAgainWhenOthersWereFaster) {
  runner.must(report());
  store.commits_that_conflict = 15;
  EXPECT_TRUE(run(runner.send(note())));
  EXPECT_EQ(store.commits, 1 + 16);
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_commit_conflicts_total 15"));
}

// Once on what it knew, then sixteen times on what it loaded.
TEST_F(ExecutorTest, GivesUpWhenOthersWereFasterSixteenTimes) {
  runner.must(report());
  store.commits_that_conflict = 17;
  EXPECT_THROW(run(runner.send(note().id("note-1"))), runtime::Conflict);
  EXPECT_EQ(store.commits_that_conflict, 0);
  EXPECT_THAT(log(), SizeIs(1));
  EXPECT_TRUE(run(runner.send(note().id("note-1"))));
}

TEST_F(ExecutorTest, DecidesAgainOnWhatOthersMadeBetweenItsLoadAndItsCommit) {
  elsewhere.must(report(), report(kOtherIncident), register_unit());
  store.after_one_load = [this] { return elsewhere.send(assign().on(kOtherIncident)); };
  const Accepted refused = run(runner.send(assign()));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason(), v1::REFUSAL_REASON_UNIT_ON_ANOTHER_INCIDENT);
}

// The cancellation names the units by the incident it has read; another process sends one more meanwhile.
TEST_F(ExecutorTest, ACancellationAlsoFreesAUnitThatWasSentMeanwhile) {
  elsewhere.must(report(), register_unit("car-1"), register_unit("car-2"), assign("car-1"));
  store.after_one_load = [this] { return elsewhere.send(assign("car-2")); };
  EXPECT_TRUE(run(runner.send(cancel())));
  for (const v1::Unit& unit : run(memory.load({.unit_ids = {"car-1", "car-2"}})).units) {
    EXPECT_EQ(unit.status(), v1::UNIT_STATUS_AVAILABLE) << unit.id();
  }
}

TEST_F(ExecutorTest, CommandsOnOneIncidentDoNotFightEachOther) {
  runner.must(report());
  std::vector<std::future<Accepted>> notes;
  for (int i = 0; i < 32; ++i) notes.push_back(testing::start(io, runner.send(note())));
  for (auto& each : notes) EXPECT_TRUE(testing::run(io, std::move(each)));
  EXPECT_EQ(store.commits, 1 + 32);
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_commit_conflicts_total 0"));
}

TEST_F(ExecutorTest, TheSameReportSixteenTimesAtOnceIsOneIncidentWithSixteenEqualAnswers) {
  std::vector<std::future<Accepted>> reports;
  for (int i = 0; i < 16; ++i) {
    reports.push_back(testing::start(io, (i % 2 == 0 ? runner : elsewhere).send(report())));
  }
  for (auto& each : reports) {
    const Accepted accepted = testing::run(io, std::move(each));
    ASSERT_TRUE(accepted);
    EXPECT_THAT(accepted->result.event_ids, ::testing::ElementsAre(event(1)));
    EXPECT_EQ(accepted->states.incident.version(), 1U);
  }
  EXPECT_THAT(log(), SizeIs(1));
}

TEST_F(ExecutorTest, TheSameRequestAgainHasTheSameOutcomeWithTheCurrentState) {
  runner.must(report(), register_unit(), assign().id("assign-1"), note());
  const Accepted again = run(runner.send(assign().id("assign-1")));
  ASSERT_TRUE(again);
  EXPECT_THAT(again->result.event_ids, ::testing::ElementsAre(event(2)));
  EXPECT_EQ(again->result.order_number, 1U);
  EXPECT_EQ(again->states.incident.version(), 3U);
  EXPECT_THAT(log(), SizeIs(4));
}

TEST_F(ExecutorTest, TheSameRequestIdWithAnotherBodyIsRefused) {
  runner.must(report(), note("one").id("note-1"));
  const Accepted other = run(runner.send(note("two").id("note-1")));
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().reason(), v1::REFUSAL_REASON_REQUEST_ID_REUSED);
  EXPECT_THAT(log(), SizeIs(2));
}

TEST_F(ExecutorTest, ARequestWhoseAnswerWasLostIsSettledBySendingItAgain) {
  runner.must(report());
  store.commits_whose_answer_is_lost = 1;
  EXPECT_THROW(run(runner.send(note().id("note-1"))), runtime::Unavailable);
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_commit_unknown_outcomes_total 1"));
  const Accepted again = run(runner.send(note().id("note-1")));
  ASSERT_TRUE(again);
  EXPECT_THAT(again->result.event_ids, ::testing::ElementsAre(event(2)));
  EXPECT_THAT(log(), SizeIs(2));
}

// Nobody hears of the commits any more, but the log does.
struct UnansweredTest : FollowedDistrict {
  UnansweredTest() {
    follower.listen([this](const std::vector<Entry>& entries) { runner.take(entries); });
    runner.must(report(), register_unit());
  }
  void expect_orders(int count) {
    EXPECT_THAT(metrics.text(), HasSubstr("turnout_orders_total " + std::to_string(count) + "\n"));
  }
};

TEST_F(UnansweredTest, ACommitThatHappenedCountsOnce) {
  store.commits_whose_answer_is_lost = 1;
  EXPECT_THROW(run(runner.send(assign().id("assign-1"))), runtime::Unavailable);
  expect_orders(0);
  follow();
  run(follower.catch_up());
  expect_orders(1);
  run(runner.send(assign().id("assign-1"))).value();
  run(follower.catch_up());
  expect_orders(1);
}

TEST_F(UnansweredTest, ACommitThatTheLogShowsBeforeItsAnswerCountsOnce) {
  follow();
  store.before_one_answer = [this] { return follower.catch_up(); };
  runner.must(assign());
  expect_orders(1);
}

TEST_F(UnansweredTest, ACommitThatTheLogShowsBeforeItsAnswerIsLostCountsOnce) {
  follow();
  store.before_one_answer = [this] { return follower.catch_up(); };
  store.commits_whose_answer_is_lost = 1;
  EXPECT_THROW(run(runner.send(assign())), runtime::Unavailable);
  expect_orders(1);
}

TEST_F(UnansweredTest, ACommitThatDidNotHappenDoesNotCount) {
  store.commits_that_are_lost = 1;
  EXPECT_THROW(run(runner.send(assign().id("assign-1"))), runtime::Unavailable);
  elsewhere.must(note());
  follow();
  run(follower.catch_up());
  expect_orders(0);
}

TEST_F(ExecutorTest, AUnitsOwnCommandIsRememberedByTheUnit) {
  runner.must(register_unit().id("register-1"));
  const Accepted again = run(runner.send(register_unit().id("register-1")));
  ASSERT_TRUE(again);
  EXPECT_THAT(again->result.event_ids, ::testing::ElementsAre(event(1, "car-1")));
  EXPECT_THAT(log(), SizeIs(1));
}

TEST_F(ExecutorTest, FiresADeadlineOnceWhoeverRaces) {
  runner.must(report());
  EXPECT_FALSE(run(runner.fire_due(kIncident)));
  for (testing::CommandRunner* each : {&runner, &elsewhere}) each->clock.advance(61s);
  auto here = testing::start(io, runner.fire_due(kIncident));
  auto there = testing::start(io, elsewhere.fire_due(kIncident));
  EXPECT_NE(testing::run(io, std::move(here)), testing::run(io, std::move(there)));
  EXPECT_THAT(log(), SizeIs(2));
  EXPECT_EQ(log().at(1).event.deadline_breached().due_at_ms(), kCallAtMs + 60'000);
}

// What this process knows is enough, as long as nobody else has changed it.
struct KnownStates : ExecutorTest {
  void know_everything() {
    run(runner.view.load_current());
    store.loads = 0;
  }
};

TEST_F(KnownStates, AreDecidedOnWithoutALoad) {
  elsewhere.must(report(), report(kOtherIncident), register_unit());
  know_everything();
  runner.must(assign(), note(), testing::link(kOtherIncident));
  EXPECT_EQ(store.loads, 0);
  EXPECT_THAT(log(), SizeIs(7));
}

TEST_F(KnownStates, AreThoseOfItsOwnCommitsToo) {
  runner.must(report());
  store.loads = 0;
  runner.must(note(), note());
  EXPECT_EQ(store.loads, 0);
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_commit_conflicts_total 0"));
}

TEST_F(KnownStates, OfACancellationAreTheIncidentAndAllItsUnits) {
  elsewhere.must(report(), register_unit("car-1"), register_unit("car-2"), assign("car-1"), assign("car-2"));
  know_everything();
  runner.must(cancel());
  EXPECT_EQ(store.loads, 0);
  EXPECT_EQ(run(memory.load({.unit_ids = {"car-2"}})).units.front().status(), v1::UNIT_STATUS_AVAILABLE);
}

TEST_F(KnownStates, AreLoadedAgainIfOthersHaveChangedThem) {
  elsewhere.must(report(), report(kOtherIncident), register_unit());
  know_everything();
  elsewhere.must(assign().on(kOtherIncident));
  const Accepted refused = run(runner.send(assign()));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason(), v1::REFUSAL_REASON_UNIT_ON_ANOTHER_INCIDENT);
  EXPECT_EQ(store.loads, 1);
}

TEST_F(KnownStates, AreLoadedBeforeACommandIsRefused) {
  elsewhere.must(report(), report(kOtherIncident), register_unit(), assign().on(kOtherIncident));
  know_everything();
  elsewhere.must(cancel().on(kOtherIncident));
  runner.must(assign());
  EXPECT_EQ(store.loads, 1);
}

TEST_F(KnownStates, OfAStaleCancellationMissNoUnit) {
  elsewhere.must(report(), register_unit("car-1"), register_unit("car-2"), assign("car-1"));
  know_everything();
  elsewhere.must(assign("car-2"));
  runner.must(cancel());
  EXPECT_EQ(run(memory.load({.unit_ids = {"car-2"}})).units.front().status(), v1::UNIT_STATUS_AVAILABLE);
}

TEST_F(KnownStates, LetADeadlineFireWithoutALoad) {
  elsewhere.must(report());
  know_everything();
  runner.clock.advance(61s);
  EXPECT_TRUE(run(runner.fire_due(kIncident)));
  EXPECT_EQ(store.loads, 0);
}

TEST_F(KnownStates, AreLoadedWhenNothingSeemsDue) {
  elsewhere.must(report());
  know_everything();
  runner.clock.advance(61s);
  elsewhere.clock.advance(61s);
  EXPECT_TRUE(run(elsewhere.fire_due(kIncident)));
  EXPECT_FALSE(run(runner.fire_due(kIncident)));
  EXPECT_THAT(log(), SizeIs(2));
}

// Of every kind of event that carries personal data.
TEST_F(ExecutorTest, SealsThePersonalDataOfEachEventWithASaltOfItsOwn) {
  runner.must(report().with([](auto& r) { r.mutable_call()->mutable_caller()->set_phone("13800001111"); }));
  runner.must(
      testing::add_call().with([](auto& r) { r.mutable_call()->mutable_caller()->set_words("again"); }));
  runner.must(note(),
              testing::amend().with([](auto& r) { r.mutable_place()->mutable_address()->set_text("here"); }));
  runner.must(register_unit(), assign());
  runner.must(testing::disposition().with([](auto& r) { r.set_text("Li has paid"); }));
  std::set<std::string> salts;
  for (const LoggedEvent& logged : log()) {
    const v1::Event& event = logged.event;
    if (domain::personal_bytes(event).empty()) {
      EXPECT_EQ(event.personal_salt() + event.personal_digest(), "") << event.ShortDebugString();
      continue;
    }
    EXPECT_EQ(event.personal_salt().size(), domain::kPersonalSaltBytes);
    EXPECT_EQ(event.personal_digest(), domain::personal_digest(event.personal_salt(), event));
    salts.insert(event.personal_salt());
  }
  EXPECT_THAT(salts, SizeIs(5));
}

TEST_F(ExecutorTest, ADeadlineOfAnIncidentThatDoesNotExistIsAStaleHint) {
  runner.clock.advance(24h);
  EXPECT_FALSE(run(runner.fire_due("nothing")));
  EXPECT_THAT(log(), IsEmpty());
}

}  // namespace
}  // namespace turnout::event_store
