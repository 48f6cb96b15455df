// Nobody is forgotten: an open incident that loses its last unit, orders that come later, ladders that nobody answers.
#include <gtest/gtest.h>

#include "domain/clocks.h"
#include "domain/deadlines.h"
#include "domain/escalations.h"
#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;
using Body = v1::Event;

constexpr auto kAssign = v1::CLOCK_KIND_ASSIGN;
constexpr auto kTurnout = v1::CLOCK_KIND_TURNOUT;

Story on_the_way() {
  return given(report(), register_unit("car-1"), register_unit("car-2"), assign("car-1").after(10s),
               milestone(v1::MILESTONE_EN_ROUTE).after(60s));
}

TEST(Unattended, RunsAssignAgainWhenTheOnlyUnitIsRecalled) {
  Story story = on_the_way();
  story.must(recall().after(100s));
  EXPECT_EQ(story.clock(kAssign).start(), v1::CLOCK_EDGE_UNATTENDED);
  EXPECT_EQ(story.clock(kAssign).due_at_ms(), kCallAtMs + 160'000);
  EXPECT_EQ(domain::unattended_since_ms(story.incident()), kCallAtMs + 100'000);
  story.when(deadlines().after(161s)).then({Body::kDeadlineBreached});
}

TEST(Unattended, RunsAssignAgainWhenTheOrderIsDeclinedForGood) {
  Story story = given(report(), register_unit(), assign().after(10s), decline().after(20s));
  EXPECT_EQ(story.clock(kAssign).started_at_ms(), kCallAtMs + 20'000);
}

TEST(Unattended, RunsAssignAgainWhenTheUnitClearsWithoutAResult) {
  Story story = on_the_way();
  story.must(milestone(v1::MILESTONE_ON_SCENE).after(200s))
      .must(milestone(v1::MILESTONE_CLEARED).after(300s));
  EXPECT_TRUE(domain::is_unattended(story.incident()));
  story.must(disposition().after(320s));
  EXPECT_EQ(story.clock(kAssign).verdict(), v1::CLOCK_VERDICT_CANCELLED);
  EXPECT_FALSE(domain::is_unattended(story.incident()));
}

TEST(Unattended, EndsWithTheNextOrder) {
  Story story = on_the_way();
  story.must(recall().after(100s)).must(assign("car-2").after(130s));
  EXPECT_EQ(story.clock(kAssign).verdict(), v1::CLOCK_VERDICT_MET);
  EXPECT_EQ(story.clock(kAssign).run(), 2U);
  story.must(recall("car-2").after(140s));
  EXPECT_EQ(story.clock(kAssign).run(), 3U);
}

TEST(Unattended, IsNotAnIncidentOnWhichAnotherUnitStays) {
  Story story = on_the_way();
  story.must(assign("car-2").after(70s)).must(recall("car-1").after(80s));
  EXPECT_FALSE(domain::is_unattended(story.incident()));
  EXPECT_EQ(story.clock(kAssign).run(), 1U);
}

TEST(LaterOrder, HasATurnoutAndAnArrivalBesideTheIncidents) {
  Story story = on_the_way();
  story.must(assign("car-2").after(100s));
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ORDER_TURNOUT, 2).due_at_ms(), kCallAtMs + 400'000);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ORDER_ARRIVAL, 2).due_at_ms(), kCallAtMs + 1'000'000);
  story.must(milestone(v1::MILESTONE_EN_ROUTE, "car-2").after(401s));
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ORDER_TURNOUT, 2).verdict(), v1::CLOCK_VERDICT_BREACHED);
  EXPECT_EQ(story.clock(kTurnout).verdict(), v1::CLOCK_VERDICT_MET);
}

TEST(LaterOrder, IsNoneThatWasGivenBeforeAUnitWasEnRoute) {
  const Story story =
      given(report(), register_unit("car-1"), register_unit("car-2"), assign("car-1").after(10s),
            assign("car-2").after(20s), milestone(v1::MILESTONE_EN_ROUTE).after(60s));
  EXPECT_EQ(domain::find_clock(story.incident(), v1::CLOCK_KIND_ORDER_TURNOUT, 2), nullptr);
}

TEST(LaterOrder, FollowsALimitOfThePolicyIfThereIsOne) {
  Story story = given(register_unit("car-1"), register_unit("car-2"));
  v1::LimitRule& limit = *story.policy.add_limits();
  limit.set_kind(v1::CLOCK_KIND_ORDER_TURNOUT);
  limit.set_limit_ms(120'000);
  story.must(report()).must(assign("car-1").after(10s)).must(milestone(v1::MILESTONE_EN_ROUTE).after(60s));
  story.must(assign("car-2").after(100s));
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ORDER_TURNOUT, 2).due_at_ms(), kCallAtMs + 220'000);
}

Story waiting() {
  Story story;
  story.policy = acting_policy();
  return story.must(report());
}

const v1::Escalation& ladder(const Story& story) {
  return *domain::find_escalation(story.incident(), kTurnout, 0);
}

TEST(Reminder, ComesToWhoeverAcknowledgedWhileTheClockIsLate) {
  Story story = waiting();
  story.must(deadlines().after(301s)).must(acknowledge(kTurnout).by("leader-1").after(310s));
  story.when(deadlines().after(910s)).then({Body::kDeadlineBreached});  // arrival
  const Answer reminded = story.when(deadlines().after(911s));
  reminded.then({Body::kEscalationRaised});
  EXPECT_TRUE(reminded.events.front().escalation_raised().reminder());
  EXPECT_EQ(ladder(story).person(), "leader-1");
  EXPECT_EQ(ladder(story).reminders(), 1U);
  EXPECT_TRUE(domain::is_unanswered(ladder(story)));
}

TEST(Reminder, ThatNobodyAnswersClimbs) {
  Story story = waiting();
  story.must(deadlines().after(301s)).must(acknowledge(kTurnout).after(310s)).must(deadlines().after(911s));
  story.must(deadlines().after(911s + 121s));
  EXPECT_EQ(ladder(story).person(), "chief-1");
}

TEST(Reminder, StopsWithTheClock) {
  Story story = waiting();
  story.must(register_unit()).must(deadlines().after(301s)).must(acknowledge(kTurnout).after(310s));
  story.must(assign().after(320s)).must(milestone(v1::MILESTONE_ACKNOWLEDGED).after(325s));
  story.must(milestone(v1::MILESTONE_ON_SCENE).after(330s));
  story.when(deadlines().after(1'500s)).then({});
}

TEST(Ladder, ClimbsAtOnceFromAPostThatNobodyHolds) {
  Story story = waiting();
  story.roster.mutable_duties()->erase(story.roster.mutable_duties()->begin() + 1);  // the shift leader
  story.must(deadlines().after(301s));
  EXPECT_EQ(ladder(story).person(), "");
  EXPECT_FALSE(domain::is_held_by_nobody(story.incident(), ladder(story)));
  story.must(deadlines().after(301'001ms));
  EXPECT_EQ(ladder(story).person(), "chief-1");
}

TEST(Ladder, WhoseLastLevelNobodyHoldsIsKnownUntilSomebodyAnswers) {
  Story story = waiting();
  story.roster.clear_duties();
  story.must(deadlines().after(301s)).must(deadlines().after(301'001ms)).must(deadlines().after(301'002ms));
  EXPECT_TRUE(domain::is_held_by_nobody(story.incident(), ladder(story)));
  story.must(acknowledge(kTurnout).after(302s));
  EXPECT_FALSE(domain::is_held_by_nobody(story.incident(), ladder(story)));
}

}  // namespace
}  // namespace turnout::testing
