#include "domain/clocks.h"

#include <gtest/gtest.h>

#include "domain/deadlines.h"
#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;
using Body = v1::Event;

constexpr auto kRunning = v1::CLOCK_VERDICT_UNSPECIFIED;
constexpr auto kMet = v1::CLOCK_VERDICT_MET;
constexpr auto kReportedLate = v1::CLOCK_VERDICT_MET_REPORTED_LATE;
constexpr auto kBreached = v1::CLOCK_VERDICT_BREACHED;
constexpr auto kCancelled = v1::CLOCK_VERDICT_CANCELLED;

std::int64_t due_after_s(const Story& story, v1::ClockKind kind) {
  return (story.clock(kind).due_at_ms() - kCallAtMs) / 1'000;
}

v1::ClockVerdict turnout(const Story& story) {
  return story.clock(v1::CLOCK_KIND_TURNOUT).verdict();
}

// One car has its order, signed; nobody is under way.
Story sent_and_signed() {
  return given(report().urban(), register_unit(), assign().after(10s),
               milestone(v1::MILESTONE_ACKNOWLEDGED).after(15s));
}

// Nobody went, and it was closed with what was said on the telephone.
Story closed_without_a_unit() {
  return given(report(), disposition().after(50s), close().after(55s));
}

TEST(Clock, StartsWithTheCallAndNotWithItsReceipt) {
  const Story story = given(report().urban().after(25s));
  EXPECT_EQ(story.incident().clocks_size(), 3);
  EXPECT_EQ(due_after_s(story, v1::CLOCK_KIND_ASSIGN), 60);
  EXPECT_EQ(due_after_s(story, v1::CLOCK_KIND_TURNOUT), 300);
  EXPECT_EQ(due_after_s(story, v1::CLOCK_KIND_ARRIVAL), 900);
  EXPECT_EQ(domain::next_due_ms(story.incident()), kCallAtMs + 60'000);
}

TEST(Clock, StartsWithTheRingIfNobodyNotedTheAnswerAndElseWithTheReceipt) {
  const auto rang = [](auto& request) {
    request.mutable_call()->clear_answered_at_ms();
    request.mutable_call()->set_ring_at_ms(kCallAtMs - 5'000);
  };
  const auto unknown = [](auto& request) { request.mutable_call()->clear_answered_at_ms(); };
  EXPECT_EQ(due_after_s(given(report().with(rang).after(25s)), v1::CLOCK_KIND_ASSIGN), 55);
  EXPECT_EQ(due_after_s(given(report().with(unknown).after(25s)), v1::CLOCK_KIND_ASSIGN), 85);
}

TEST(Clock, NeverStartsInTheFutureHoweverFastTheClientsClock) {
  const auto ahead = [](auto& request) { request.mutable_call()->set_answered_at_ms(kCallAtMs + 90'000); };
  const Story story = given(report().with(ahead).after(1s));
  EXPECT_EQ(due_after_s(story, v1::CLOCK_KIND_ASSIGN), 61);
}

TEST(Clock, IsInTimeAtExactlyItsLimit) {
  Story story = sent_and_signed();
  story.when(milestone(v1::MILESTONE_EN_ROUTE).after(300s)).then({Body::kMilestoneReached});
  EXPECT_EQ(turnout(story), kMet);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).stopped_at_ms(), kCallAtMs + 300'000);
}

TEST(Clock, FiresOnlyWhenItsDeadlineIsOver) {
  Story story = sent_and_signed();
  story.when(deadlines().after(300s)).then({});
  story.when(deadlines().after(300s + 1ms)).then({Body::kDeadlineBreached});
  EXPECT_EQ(turnout(story), kRunning);
  EXPECT_TRUE(domain::is_overdue(story.clock(v1::CLOCK_KIND_TURNOUT)));
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).fired_at_ms(), kCallAtMs + 300'001);
}

TEST(Clock, FiresOnce) {
  Story story = sent_and_signed();
  story.must(deadlines().after(301s));
  story.when(deadlines().after(302s)).then({});
  EXPECT_EQ(domain::next_due_ms(story.incident()), kCallAtMs + 900'000);
}

TEST(Clock, FiresBeforeTheCommandThatComesTooLate) {
  Story story = sent_and_signed();
  story.when(milestone(v1::MILESTONE_EN_ROUTE).after(300s + 1ms))
      .then({Body::kDeadlineBreached, Body::kMilestoneReached});
  EXPECT_EQ(turnout(story), kBreached);
}

TEST(Clock, IsMetWhenAStopInTimeBecomesKnownLate) {
  Story story = sent_and_signed();
  story.must(deadlines().after(301s));
  story.must(milestone(v1::MILESTONE_EN_ROUTE).device(250s).after(400s));
  EXPECT_EQ(turnout(story), kReportedLate);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).stopped_at_ms(), kCallAtMs + 250'000);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).fired_at_ms(), kCallAtMs + 301'000);
}

TEST(Clock, TakesTheEarliestStopThatBecomesKnown) {
  Story story = given(report(), register_unit("car-1"), register_unit("car-2"), assign("car-1").after(10s),
                      assign("car-2").after(10s), milestone(v1::MILESTONE_EN_ROUTE, "car-1").after(310s));
  EXPECT_EQ(turnout(story), kBreached);
  story.must(milestone(v1::MILESTONE_EN_ROUTE, "car-2").device(200s).after(320s));
  EXPECT_EQ(turnout(story), kReportedLate);
  story.must(milestone(v1::MILESTONE_ON_SCENE, "car-1").after(330s));
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).stopped_at_ms(), kCallAtMs + 200'000);
}

TEST(Clock, TakesANewLimitFromTheSameStart) {
  Story story = sent_and_signed();
  story.when(amend().rural().after(200s)).then({Body::kIncidentAmended});
  EXPECT_EQ(due_after_s(story, v1::CLOCK_KIND_TURNOUT), 600);
  story.must(milestone(v1::MILESTONE_EN_ROUTE).after(600s));
  EXPECT_EQ(turnout(story), kMet);
}

TEST(Clock, FiresAtOnceIfTheNewLimitIsOverAlready) {
  Story story = given(report().rural(), register_unit(), assign().after(10s),
                      milestone(v1::MILESTONE_ACKNOWLEDGED).after(15s), amend().urban().after(400s));
  story.when(deadlines()).then({Body::kDeadlineBreached});
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).fired_at_ms(), kCallAtMs + 400'000);
}

TEST(Clock, KeepsTheBreachThatFiredWhenTheLimitGrows) {
  Story story = sent_and_signed();
  story.must(deadlines().after(301s)).must(amend().rural().after(310s));
  EXPECT_EQ(due_after_s(story, v1::CLOCK_KIND_TURNOUT), 300);
  story.must(milestone(v1::MILESTONE_EN_ROUTE).after(400s));
  EXPECT_EQ(turnout(story), kBreached);
}

TEST(Clock, KeepsItsVerdictWhenTheLimitShrinks) {
  Story story = given(report().rural(), register_unit(), assign().after(10s),
                      milestone(v1::MILESTONE_EN_ROUTE).after(400s), amend().urban().after(410s));
  EXPECT_EQ(turnout(story), kMet);
}

TEST(Clock, GoesAndComesWithItsLimit) {
  Story story;
  for (v1::LimitRule& rule : *story.policy.mutable_limits()) {
    if (rule.kind() == v1::CLOCK_KIND_ARRIVAL) rule.set_area_class(v1::AREA_CLASS_URBAN);
    if (rule.kind() == v1::CLOCK_KIND_ACKNOWLEDGE) rule.set_area_class(v1::AREA_CLASS_URBAN);
  }
  story.must(report().urban()).must(amend().rural().after(5s));
  EXPECT_EQ(domain::find_clock(story.incident(), v1::CLOCK_KIND_ARRIVAL), nullptr);
  story.must(register_unit()).must(assign().after(10s)).must(amend().urban().after(20s));
  EXPECT_EQ(due_after_s(story, v1::CLOCK_KIND_ARRIVAL), 900);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ACKNOWLEDGE, 1).due_at_ms(), kCallAtMs + 40'000);
}

TEST(Clock, OfTheOrderRunsUntilItIsSigned) {
  Story story = given(report(), register_unit(), assign().after(10s));
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ACKNOWLEDGE, 1).due_at_ms(), kCallAtMs + 40'000);
  story.must(milestone(v1::MILESTONE_READ).after(20s));
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ACKNOWLEDGE, 1).verdict(), kRunning);
  story.must(milestone(v1::MILESTONE_ACKNOWLEDGED).after(40s));
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ACKNOWLEDGE, 1).verdict(), kMet);
}

TEST(Clock, OfTheOrderEndsWithTheOrder) {
  Story story = given(report(), register_unit("car-1"), register_unit("car-2"), assign("car-1").after(10s),
                      recall("car-1").after(20s), assign("car-2").after(25s));
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ACKNOWLEDGE, 1).verdict(), kCancelled);
  story.when(decline("car-2").after(56s)).then({Body::kDeadlineBreached, Body::kOrderDeclined});
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ACKNOWLEDGE, 2).verdict(), kBreached);
}

TEST(Clock, OfTheDispositionStartsWithTheFirstUnitOnScene) {
  Story story = given(report(), register_unit("car-1"), register_unit("car-2"), assign("car-1").after(10s),
                      assign("car-2").after(10s), milestone(v1::MILESTONE_ON_SCENE, "car-1").after(200s));
  EXPECT_EQ(due_after_s(story, v1::CLOCK_KIND_DISPOSITION), 3'800);
  story.must(milestone(v1::MILESTONE_ON_SCENE, "car-2").device(150s).after(210s));
  EXPECT_EQ(due_after_s(story, v1::CLOCK_KIND_DISPOSITION), 3'750);
  story.must(disposition().after(3'750s));
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_DISPOSITION).verdict(), kMet);
}

TEST(Clock, OfTheDispositionDoesNotStartAfterADisposition) {
  const Story story = given(report(), register_unit(), assign().after(10s), disposition().after(20s),
                            milestone(v1::MILESTONE_ON_SCENE).after(30s));
  EXPECT_EQ(domain::find_clock(story.incident(), v1::CLOCK_KIND_DISPOSITION), nullptr);
}

TEST(Clock, OfTheDispositionDoesNotStartOnACancelledIncident) {
  const Story story = given(report(), register_unit(), assign().after(10s), cancel().after(60s),
                            milestone(v1::MILESTONE_ON_SCENE).device(50s).after(70s));
  EXPECT_EQ(domain::find_clock(story.incident(), v1::CLOCK_KIND_DISPOSITION), nullptr);
  EXPECT_EQ(domain::next_due_ms(story.incident()), 0);
}

TEST(Clock, IsCancelledIfTheIncidentEndsFirst) {
  const Story story = closed_without_a_unit();
  EXPECT_EQ(turnout(story), kCancelled);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ASSIGN).verdict(), kCancelled);
  EXPECT_EQ(domain::next_due_ms(story.incident()), 0);
}

TEST(Clock, IsBreachedIfTheIncidentEndsAfterItsDeadline) {
  Story story = given(report(), disposition().after(50s));
  story.when(close().after(301s))
      .then({Body::kDeadlineBreached, Body::kDeadlineBreached, Body::kIncidentClosed});
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ASSIGN).verdict(), kBreached);
  EXPECT_EQ(turnout(story), kBreached);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ARRIVAL).verdict(), kCancelled);
}

TEST(Clock, IsMetByAReportInTimeThatComesAfterTheEnd) {
  const Story story = given(report(), register_unit(), assign().after(10s), cancel().after(60s),
                            milestone(v1::MILESTONE_EN_ROUTE).device(50s).after(70s));
  EXPECT_EQ(turnout(story), kMet);
}

TEST(Clock, IsNotStoppedByWhatAUnitDoesAfterItsOrderHasEnded) {
  Story story =
      given(report(), register_unit(), assign().after(10s), recall().after(20s), disposition().after(40s),
            close().after(50s), milestone(v1::MILESTONE_EN_ROUTE).after(70s));
  EXPECT_EQ(turnout(story), kCancelled);
  story.must(reopen().after(80s));
  EXPECT_EQ(turnout(story), v1::CLOCK_VERDICT_UNSPECIFIED) << "it runs on from the call";
}

}  // namespace
}  // namespace turnout::testing
