// Orders that are not signed in time or are returned: another unit takes over by itself.
#include <gtest/gtest.h>

#include "domain/escalations.h"
#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;
using Body = v1::Event;

// Sent at 10 s under a policy that replaces two orders in a row.
Story sent_while_acting() {
  Story story;
  story.policy = acting_policy();
  for (const char* unit : {"car-1", "car-2", "car-3", "car-4"}) story.must(register_unit(unit));
  return story.must(report()).must(assign("car-1").after(10s));
}
Story unsigned_order() {
  return sent_while_acting().must(deadlines().after(41s));
}

const v1::Escalation* signing_ladder(const Story& story, std::uint32_t order) {
  return domain::find_escalation(story.incident(), v1::CLOCK_KIND_ACKNOWLEDGE, order);
}

TEST(Reassignment, RecallsAndAssignsInOneStepAndLeavesTheTurnoutClockAlone) {
  Story story = unsigned_order();
  const v1::Clock turnout = story.clock(v1::CLOCK_KIND_TURNOUT);
  story.when(reassign_to("car-2").after(41s)).then({Body::kUnitRecalled, Body::kUnitAssigned});
  EXPECT_EQ(story.unit("car-1").status(), v1::UNIT_STATUS_AVAILABLE);
  EXPECT_EQ(story.unit("car-2").status(), v1::UNIT_STATUS_ASSIGNED);
  EXPECT_EQ(story.order(1).end_reason(), "not signed in time");
  EXPECT_EQ(story.order(2).reassigned_from(), 1U);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).SerializeAsString(), turnout.SerializeAsString());
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ACKNOWLEDGE, 2).started_at_ms(), kCallAtMs + 41'000);
}

TEST(Reassignment, HappensOnceHoweverOftenItIsTried) {
  Story story = unsigned_order();
  story.must(reassign_to("car-2")).when(reassign_to("car-3")).then({});
}

TEST(Reassignment, IsNotDoneBeforeTheDeadlineNorForASignedOrder) {
  sent_while_acting().when(reassign_to("car-2").after(39s)).then({});
  sent_while_acting()
      .must(milestone(v1::MILESTONE_ACKNOWLEDGED).after(20s))
      .when(reassign_to("car-2").after(60s))
      .then({});
}

TEST(Reassignment, IsNotDoneOnceAUnitIsEnRoute) {
  unsigned_order().must(milestone(v1::MILESTONE_EN_ROUTE).after(42s)).when(reassign_to("car-2")).then({});
}

TEST(Reassignment, IsNotDoneWithoutThePolicysWord) {
  Story story = given(register_unit("car-1"), register_unit("car-2"), report(), assign().after(10s));
  story.must(deadlines().after(41s)).when(reassign_to("car-2")).then({});
}

TEST(Reassignment, TakesTheOrderThatItsUnitDeclined) {
  Story story = sent_while_acting();
  story.must(decline("car-1").after(20s)).when(reassign_to("car-2")).then({Body::kUnitAssigned});
  EXPECT_EQ(story.order(2).reassigned_from(), 1U);
}

TEST(Reassignment, LeavesADeclinedOrderToTheDispatcherWhoSentAnother) {
  sent_while_acting()
      .must(decline("car-1").after(20s))
      .must(assign("car-3"))
      .when(reassign_to("car-2"))
      .then({});
}

TEST(Reassignment, TakesADeclinedOrderAlsoWhereAnotherUnitHadBeenSentBefore) {
  Story story = sent_while_acting();
  story.must(assign("car-3").after(15s)).must(decline("car-1").after(20s));
  EXPECT_FALSE(signing_ladder(story, 1)->ended());
  story.when(reassign_to("car-2").after(21s)).then({Body::kUnitAssigned});
  EXPECT_EQ(story.order(3).reassigned_from(), 1U);
  EXPECT_TRUE(signing_ladder(story, 1)->ended());
}

TEST(Reassignment, IsTriedAgainForAnOrderThatIsSignedAfterAllAndThenDeclined) {
  Story story = unsigned_order();
  story.must(reassign_to("").after(41s)).must(deadlines().after(42s));
  story.must(acknowledge(v1::CLOCK_KIND_ACKNOWLEDGE, 1).by("dispatcher-1").after(50s));
  story.must(milestone(v1::MILESTONE_ACKNOWLEDGED).after(60s)).must(decline("car-1").after(70s));
  EXPECT_EQ(signing_ladder(story, 1)->acknowledged_by(), "") << "what was answered is another matter";
  story.when(deadlines().after(86s)).then({Body::kEscalationRaised});
  EXPECT_EQ(signing_ladder(story, 1)->person(), "dispatcher-1");
  story.when(reassign_to("car-2")).then({Body::kUnitAssigned});
}

TEST(Reassignment, EndsAfterTwoInARowAndPeopleAreToldAtOnce) {
  Story story = unsigned_order();
  story.must(reassign_to("car-2")).must(deadlines().after(72s));
  story.must(reassign_to("car-3").after(72s)).must(deadlines().after(103s));
  story.when(reassign_to("car-4").after(103s)).then({Body::kReassignmentFailed});
  story.when(deadlines().after(104s)).then({Body::kEscalationRaised});
  EXPECT_EQ(signing_ladder(story, 3)->person(), "dispatcher-1");
  story.when(deadlines().after(135s)).then({Body::kEscalationRaised});
  EXPECT_EQ(signing_ladder(story, 3)->person(), "chief-1");
}

TEST(Reassignment, TellsPeopleAtOnceWhenNobodyIsFree) {
  Story story = sent_while_acting();
  story.must(decline("car-1").after(20s));
  story.when(reassign_to("")).then({Body::kReassignmentFailed});
  story.when(deadlines().after(20s + 1ms)).then({Body::kEscalationRaised});
  story.when(reassign_to("car-2")).then({});
  story.must(assign("car-2"));
  EXPECT_TRUE(signing_ladder(story, 1)->ended());
}

TEST(Reassignment, IsRefusedForAUnitThatIsNotFree) {
  Story story = unsigned_order();
  story.must(set_status(v1::UNIT_STATUS_OUT_OF_SERVICE, "car-2"));
  story.when(reassign_to("car-2")).refuses(v1::REFUSAL_REASON_UNIT_OUT_OF_SERVICE, "unit_id");
}

TEST(Decline, WaitsForTheDispatcherWhereThePolicySaysSo) {
  Story story = sent_while_acting();
  story.policy.set_decline_needs_approval(true);
  story.when(decline().after(20s)).then({Body::kDeclineRequested});
  EXPECT_EQ(story.unit().status(), v1::UNIT_STATUS_ASSIGNED);
  story.when(answer_decline(false)).then({Body::kDeclineRefused});
  EXPECT_EQ(story.order().decline().answered_by(), "dispatcher-1");
  EXPECT_EQ(story.unit().status(), v1::UNIT_STATUS_ASSIGNED);
  story.when(decline().after(25s)).then({Body::kDeclineRequested});
  story.when(answer_decline(true)).then({Body::kOrderDeclined});
  EXPECT_EQ(story.unit().status(), v1::UNIT_STATUS_AVAILABLE);
  EXPECT_EQ(story.order().decline().requested_by(), "officer-1");
  EXPECT_EQ(story.order().decline().reason(), v1::DECLINE_REASON_VEHICLE_FAULT);
}

TEST(Risk, IsForetoldOnceAndClearedOnce) {
  Story story = given(report());
  story.when(predict(v1::CLOCK_KIND_TURNOUT, true, 350s).after(50s)).then({Body::kDeadlineAtRisk});
  story.when(predict(v1::CLOCK_KIND_TURNOUT, true, 400s).after(51s)).then({});
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).risk().predicted_at_ms(), kCallAtMs + 350'000);
  story.when(predict(v1::CLOCK_KIND_TURNOUT, false, 250s).after(52s)).then({Body::kRiskCleared});
  story.when(predict(v1::CLOCK_KIND_TURNOUT, false, 250s).after(53s)).then({});
  story.when(predict(v1::CLOCK_KIND_TURNOUT, true, 350s).after(54s)).then({});
}

TEST(Risk, IsNotForetoldOfAClockThatHasEndedOrFired) {
  Story story = given(report(), deadlines().after(301s));
  story.when(predict(v1::CLOCK_KIND_TURNOUT, true, 350s)).then({});
}

}  // namespace
}  // namespace turnout::testing
