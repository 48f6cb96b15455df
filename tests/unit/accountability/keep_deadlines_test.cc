#include "accountability/keep_deadlines.h"

#include "../chassis/served_district.h"

namespace turnout::accountability {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kCallAtMs;
using testing::kIncident;
using testing::kOtherIncident;
using testing::report;
using ::testing::SizeIs;
using Body = v1::Event;

struct KeepDeadlines : chassis::ServedDistrict {
  KeepDeadlines() {
    follower.listen([this](const std::vector<event_store::Entry>& entries) { keeper.take(entries); });
  }
  std::vector<v1::Event> breaches() { return logged(Body::kDeadlineBreached); }

  DeadlineKeeper keeper{io, district};
};

TEST_F(KeepDeadlines, FiresAtItsStartWhatFellDueWhileNobodyKeptThem) {
  elsewhere.must(report(), report(kOtherIncident));
  set_time(61s);
  start_service();
  start(keeper.run());
  run_until_logged(Body::kDeadlineBreached, 2);
  for (const v1::Event& breach : breaches()) {
    EXPECT_EQ(breach.deadline_breached().kind(), v1::CLOCK_KIND_ASSIGN);
    EXPECT_EQ(breach.at_ms(), kCallAtMs + 61'000);
    EXPECT_EQ(breach.actor(), "turnout");
  }
}

TEST_F(KeepDeadlines, FiresAfterTheDeadlineAndNotInThatVeryMillisecond) {
  elsewhere.must(report());
  set_time(60s);
  start_service();
  start(keeper.run());
  run_for(30ms);
  EXPECT_THAT(breaches(), IsEmpty());
  clock.advance(1ms);
  run_until_logged(Body::kDeadlineBreached);
}

TEST_F(KeepDeadlines, TakesADeadlineFromTheLogWithoutAskingTheStoreAgain) {
  start_service();
  start(keeper.run());
  run_for(10ms);
  clock.advance(61s);
  elsewhere.must(report());
  const auto begun = std::chrono::steady_clock::now();
  run_until_logged(Body::kDeadlineBreached);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 900ms);
}

TEST_F(KeepDeadlines, FiresOnceHoweverManyKeepersThereAre) {
  elsewhere.must(report());
  set_time(61s);
  event_store::Executor other_executor(io, store, view, clock, metrics);
  chassis::District other_district = with_executor(other_executor);
  DeadlineKeeper other(io, other_district);
  start_service();
  start(keeper.run());
  start(other.run());
  run_until_logged(Body::kDeadlineBreached);
  run_for(100ms);
  EXPECT_THAT(breaches(), SizeIs(1));
  TearDown();
}

TEST_F(KeepDeadlines, DoesNotFireWhatWasStoppedInTime) {
  elsewhere.must(report(), testing::register_unit(), testing::assign());
  others_send_after(10s, testing::milestone(v1::MILESTONE_EN_ROUTE));
  set_time(400s);
  start_service();
  start(keeper.run());
  run_for(50ms);
  EXPECT_THAT(breaches(), IsEmpty());
}

TEST_F(KeepDeadlines, ClimbsTheLadder) {
  elsewhere.must(report());
  set_time(301s);
  start_service();
  start(keeper.run());
  run_until_logged(Body::kEscalationRaised);
  EXPECT_EQ(logged(Body::kEscalationRaised).front().escalation_raised().person(), "leader-1");
  set_time(422s);
  run_until_logged(Body::kEscalationRaised, 2);
  EXPECT_EQ(logged(Body::kEscalationRaised).back().escalation_raised().person(), "chief-1");
}

TEST_F(KeepDeadlines, GoesOnAfterTheStoreWasAway) {
  elsewhere.must(report());
  set_time(61s);
  start_service();
  store.commits_that_are_lost = 2;
  start(keeper.run());
  run_until_logged(Body::kDeadlineBreached);
  EXPECT_THAT(breaches(), SizeIs(1));
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_background_loop_failures_total{loop=\"deadline_keeper\"}"));
}

}  // namespace
}  // namespace turnout::accountability
