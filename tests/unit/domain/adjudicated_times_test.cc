// Times that a supervisor confirms, rejects or corrects, and arrivals that a position speaks for or against.
#include <gtest/gtest.h>

#include "domain/orders.h"
#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;
using Body = v1::Event;

Story sent_for_adjudication() {
  return given(report().with([](auto& r) { r.mutable_place()->mutable_position()->set_latitude_deg(30); }),
               register_unit(), assign().after(10s));
}

// En route at 200 s by its own clock, reported at 400 s although the terminal was in contact at 250 s:
// it waits.
Story waiting_for_a_supervisor() {
  return sent_for_adjudication()
      .must(milestone(v1::MILESTONE_READ).after(250s))
      .must(deadlines().after(310s))
      .must(milestone(v1::MILESTONE_EN_ROUTE).device(200s).after(400s));
}

const v1::Stamp& en_route(const Story& story) {
  return *domain::find_stamp(story.order(), v1::MILESTONE_EN_ROUTE);
}

TEST(Time, ThatWaitsIsTheServersUntilItIsConfirmed) {
  Story story = waiting_for_a_supervisor();
  EXPECT_EQ(en_route(story).basis(), v1::TIME_BASIS_UNCONFIRMED);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_BREACHED);
  story.when(confirm_time(v1::MILESTONE_EN_ROUTE, true)).then({Body::kTimeAdjudicated});
  EXPECT_EQ(en_route(story).at_ms(), kCallAtMs + 200'000);
  EXPECT_EQ(en_route(story).basis(), v1::TIME_BASIS_CONFIRMED);
  EXPECT_EQ(en_route(story).adjudicated_by(), "chief-1");
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_MET_REPORTED_LATE);
}

TEST(Time, ThatIsRejectedStaysTheServers) {
  Story story = waiting_for_a_supervisor();
  story.must(confirm_time(v1::MILESTONE_EN_ROUTE, false));
  EXPECT_EQ(en_route(story).at_ms(), kCallAtMs + 400'000);
  EXPECT_EQ(en_route(story).basis(), v1::TIME_BASIS_REJECTED);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_BREACHED);
}

TEST(Time, ThatLiesInTheFutureCannotBeConfirmed) {
  Story story = sent_for_adjudication();
  story.must(milestone(v1::MILESTONE_EN_ROUTE).device(900s).after(100s));
  story.when(confirm_time(v1::MILESTONE_EN_ROUTE, true))
      .refuses(v1::REFUSAL_REASON_INVALID_FIELD, "confirmed");
}

TEST(Time, ThatIsCorrectedKeepsTheOldOneInTheRecord) {
  Story story = sent_for_adjudication();
  story.must(milestone(v1::MILESTONE_EN_ROUTE).after(200s));
  const Answer corrected = story.when(correct_time(v1::MILESTONE_EN_ROUTE, 150s).after(500s));
  corrected.then({Body::kTimeAdjudicated});
  EXPECT_EQ(corrected.events[0].time_adjudicated().before().at_ms(), kCallAtMs + 200'000);
  EXPECT_EQ(corrected.events[0].time_adjudicated().after().at_ms(), kCallAtMs + 150'000);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).stopped_at_ms(), kCallAtMs + 150'000);
}

TEST(Time, ThatIsCorrectedToALateOneFiresTheDeadlineThatSeemedKept) {
  Story story = sent_for_adjudication();
  story.must(milestone(v1::MILESTONE_EN_ROUTE).after(200s));
  story.when(correct_time(v1::MILESTONE_EN_ROUTE, 350s).after(500s))
      .then({Body::kTimeAdjudicated, Body::kDeadlineBreached});
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_BREACHED);
}

TEST(Time, ThatIsCorrectedMovesWhatItImplied) {
  Story story = sent_for_adjudication();
  story.must(milestone(v1::MILESTONE_ON_SCENE).after(280s))
      .must(correct_time(v1::MILESTONE_ON_SCENE, 290s).after(500s));
  EXPECT_EQ(en_route(story).at_ms(), kCallAtMs + 290'000);
  EXPECT_TRUE(en_route(story).implied());
}

TEST(Time, ThatIsRuledOnStaysWhateverIsReportedAfterwards) {
  Story story = sent_for_adjudication();
  story.must(milestone(v1::MILESTONE_EN_ROUTE).after(200s));
  story.must(correct_time(v1::MILESTONE_EN_ROUTE, 350s).after(500s));
  story.must(milestone(v1::MILESTONE_EN_ROUTE).device(250s).after(600s));
  EXPECT_EQ(en_route(story).at_ms(), kCallAtMs + 350'000);
  EXPECT_EQ(en_route(story).adjudicated_by(), "chief-1");
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_BREACHED);
}

TEST(Time, CannotBeCorrectedToAnInstantBeforeTheCallOrAfterNow) {
  Story story = sent_for_adjudication();
  story.must(milestone(v1::MILESTONE_READ).after(20s));
  story.when(correct_time(v1::MILESTONE_READ, -1ms)).refuses(v1::REFUSAL_REASON_INVALID_FIELD, "at_ms");
  story.when(correct_time(v1::MILESTONE_READ, 20'001ms)).refuses(v1::REFUSAL_REASON_INVALID_FIELD, "at_ms");
}

TEST(Time, IsCorrectedWithinTheStepsBeforeAndAfterIt) {
  Story story = sent_for_adjudication();
  story.must(milestone(v1::MILESTONE_EN_ROUTE).after(100s))
      .must(milestone(v1::MILESTONE_ON_SCENE).after(200s));
  story.when(correct_time(v1::MILESTONE_EN_ROUTE, 201s).after(500s))
      .refuses(v1::REFUSAL_REASON_INVALID_FIELD, "at_ms");
  story.when(correct_time(v1::MILESTONE_ON_SCENE, 99s).after(500s))
      .refuses(v1::REFUSAL_REASON_INVALID_FIELD, "at_ms");
  story.must(correct_time(v1::MILESTONE_ON_SCENE, 300s).after(500s));
  story.must(correct_time(v1::MILESTONE_EN_ROUTE, 201s).after(500s));
  EXPECT_EQ(en_route(story).at_ms(), kCallAtMs + 201'000);
}

TEST(Time, OfALaterStepCannotLieBeforeOneThatCounts) {
  Story story = sent_for_adjudication();
  story.must(deadlines().after(310s)).must(milestone(v1::MILESTONE_EN_ROUTE).after(340s));
  story.must(milestone(v1::MILESTONE_ON_SCENE).device(12s).after(350s));
  EXPECT_EQ(domain::find_stamp(story.order(), v1::MILESTONE_ON_SCENE)->basis(), v1::TIME_BASIS_UNCONFIRMED);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_BREACHED);
}

TEST(Time, OfATerminalThatWasOfflineCountsInTheOrderOfItsQueue) {
  Story story = sent_for_adjudication();
  const auto numbered = [](v1::Milestone reached, std::uint64_t number) {
    return milestone(reached).with([number](auto& r) { r.set_device_sequence(number); });
  };
  story.must(numbered(v1::MILESTONE_EN_ROUTE, 7).device(100s).after(1'300s));
  story.must(numbered(v1::MILESTONE_ON_SCENE, 8).device(700s).after(1'300s));
  EXPECT_EQ(en_route(story).basis(), v1::TIME_BASIS_DEVICE);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_MET_REPORTED_LATE);
  story.must(numbered(v1::MILESTONE_CLEARED, 8).device(1'200s).after(1'301s));
  EXPECT_EQ(domain::find_stamp(story.order(), v1::MILESTONE_CLEARED)->basis(), v1::TIME_BASIS_UNCONFIRMED);
}

const v1::Stamp& arrival_at(Story& story, double latitude_deg) {
  story.must(milestone(v1::MILESTONE_ON_SCENE).after(200s).with([latitude_deg](auto& r) {
    r.mutable_position()->set_latitude_deg(latitude_deg);
  }));
  return *domain::find_stamp(story.order(), v1::MILESTONE_ON_SCENE);
}

TEST(Arrival, IsVerifiedWithinTheRadiusOfThePlace) {
  Story story = sent_for_adjudication();
  const v1::Stamp& stamp = arrival_at(story, 30.001);  // 111 m north
  EXPECT_EQ(stamp.scene_check(), v1::SCENE_CHECK_VERIFIED);
  EXPECT_EQ(stamp.scene_distance_m(), 111);
}

TEST(Arrival, IsUnverifiedFarFromThePlaceAndCountsAllTheSame) {
  Story story = sent_for_adjudication();
  const v1::Stamp& stamp = arrival_at(story, 30.0081);  // 900 m north
  EXPECT_EQ(stamp.scene_check(), v1::SCENE_CHECK_UNVERIFIED);
  EXPECT_EQ(stamp.scene_distance_m(), 901);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ARRIVAL).verdict(), v1::CLOCK_VERDICT_MET);
}

TEST(Arrival, HasNoFixWithoutAPositionOfTheUnit) {
  Story story = sent_for_adjudication();
  story.must(milestone(v1::MILESTONE_ON_SCENE).after(200s));
  EXPECT_EQ(domain::find_stamp(story.order(), v1::MILESTONE_ON_SCENE)->scene_check(), v1::SCENE_CHECK_NO_FIX);
}

TEST(Arrival, IsComparedWithTheLastPositionOfTheUnit) {
  Story story = sent_for_adjudication();
  story.must(milestone(v1::MILESTONE_EN_ROUTE).after(150s).with([](auto& r) {
    r.mutable_position()->set_latitude_deg(30);
  }));
  story.must(milestone(v1::MILESTONE_ON_SCENE).after(200s));
  EXPECT_EQ(domain::find_stamp(story.order(), v1::MILESTONE_ON_SCENE)->scene_check(),
            v1::SCENE_CHECK_VERIFIED);
}

}  // namespace
}  // namespace turnout::testing
