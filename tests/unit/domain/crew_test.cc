#include <gtest/gtest.h>

#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;

// An officer and an auxiliary aboard car-1.
auto crew() {
  return sign_on("officer-7").with([](v1::SignOnRequest& request) { request.add_auxiliaries("aux-8"); });
}

TEST(Crew, ThatSignsOnMakesItsUnitAvailable) {
  Story story = given(register_unit(), set_status(v1::UNIT_STATUS_OUT_OF_SERVICE));
  story.when(crew().after(30s).with([](auto& r) { r.set_ends_at_ms(kCallAtMs + 8 * 3'600'000); }))
      .then({v1::Event::kUnitSignedOn});
  EXPECT_EQ(story.unit().status(), v1::UNIT_STATUS_AVAILABLE);
  EXPECT_EQ(story.unit().shift().officers(0), "officer-7");
  EXPECT_EQ(story.unit().shift().auxiliaries(0), "aux-8");
  EXPECT_EQ(story.unit().shift().began_at_ms(), kCallAtMs + 30'000);
  EXPECT_EQ(story.unit().shift().ends_at_ms(), kCallAtMs + 8 * 3'600'000);
}

TEST(Crew, IsRelievedByTheNextThatSignsOn) {
  Story story = given(register_unit(), crew());
  story.must(sign_on("officer-9").after(60s));
  EXPECT_EQ(story.unit().shift().officers(0), "officer-9");
  EXPECT_TRUE(story.unit().shift().auxiliaries().empty());
}

TEST(Crew, IsAboardOneUnitOnly) {
  Story story = given(register_unit(), register_unit("car-2"), crew());
  story.when(sign_on("officer-7", "car-2")).refuses(v1::REFUSAL_REASON_SIGNED_ON_ELSEWHERE, "officers");
  const auto with_its_auxiliary = sign_on("officer-9", "car-2").with([](v1::SignOnRequest& request) {
    request.add_auxiliaries("aux-8");
  });
  story.when(with_its_auxiliary).refuses(v1::REFUSAL_REASON_SIGNED_ON_ELSEWHERE, "auxiliaries");
  story.must(sign_off()).must(sign_on("officer-7", "car-2"));
  EXPECT_EQ(story.unit("car-2").shift().officers(0), "officer-7");
}

TEST(Crew, ThatWasRelievedMayGoAboardAnotherUnit) {
  Story story = given(register_unit(), register_unit("car-2"), crew(), report(), assign().after(10s));
  story.when(sign_on("officer-7", "car-2")).refuses(v1::REFUSAL_REASON_SIGNED_ON_ELSEWHERE, "officers");
  story.must(relieve("officer-9").after(600s)).must(sign_on("officer-7", "car-2"));
  story.when(sign_on("officer-9", "car-2")).refuses(v1::REFUSAL_REASON_SIGNED_ON_ELSEWHERE, "officers");
}

TEST(Crew, ThatSignsOffTakesItsUnitOutOfService) {
  Story story = given(register_unit(), crew());
  story.when(sign_off().after(60s)).then({v1::Event::kUnitSignedOff});
  EXPECT_EQ(story.unit().status(), v1::UNIT_STATUS_OUT_OF_SERVICE);
  EXPECT_EQ(story.unit().status_reason(), "end of shift");
  EXPECT_FALSE(story.unit().has_shift());
  story.must(report());
  story.when(assign()).refuses(v1::REFUSAL_REASON_UNIT_OUT_OF_SERVICE);
}

TEST(Crew, ItsAuxiliarySignsInTheNameOfTheOfficerWhoLeadsIt) {
  Story story = given(register_unit(), crew(), report(), assign().after(10s));
  story.must(milestone(v1::MILESTONE_ACKNOWLEDGED).by("aux-8").after(20s));
  EXPECT_EQ(story.incident().responsible().officer_id(), "officer-7");
  EXPECT_EQ(story.order().signed_by(), "officer-7");
  EXPECT_EQ(story.order().milestones().rbegin()->stamp().reported_by(), "aux-8");
}

TEST(Crew, ItsOfficersSignInTheirOwnName) {
  Story story = given(register_unit(), crew(), report(), assign().after(10s));
  story.must(milestone(v1::MILESTONE_ACKNOWLEDGED).by("officer-6").after(20s));
  EXPECT_EQ(story.incident().responsible().officer_id(), "officer-6");
}

TEST(Crew, NeedsAUnitThatIsKnownAndAShiftThatIsNotOver) {
  Story story = given(register_unit());
  story.when(sign_on("officer-9", "ghost")).refuses(v1::REFUSAL_REASON_UNKNOWN_UNIT, "unit_id");
  const auto ends_now =
      sign_on("officer-9").after(10s).with([](auto& request) { request.set_ends_at_ms(kCallAtMs + 10'000); });
  story.when(ends_now).refuses(v1::REFUSAL_REASON_INVALID_FIELD, "ends_at_ms");
}

TEST(Crew, ThatWasRelievedDoesNotRuleOnTheTimesOfItsOrder) {
  Story story = given(register_unit(), crew(), report(), assign().after(10s),
                      milestone(v1::MILESTONE_EN_ROUTE).by("dispatcher-2").after(400s),
                      relieve("officer-9").after(600s));
  for (const std::string leader : {"officer-7", "officer-9"}) {
    story.when(correct_time(v1::MILESTONE_EN_ROUTE, 100s).by(leader).after(700s))
        .refuses(v1::REFUSAL_REASON_NOT_RESPONSIBLE, "actor");
  }
}

TEST(Crew, IsRelievedAtTheSceneWithItsOrder) {
  Story story = given(register_unit(), crew(), report(), assign().after(10s),
                      milestone(v1::MILESTONE_ACKNOWLEDGED).by("officer-7").after(20s),
                      milestone(v1::MILESTONE_ON_SCENE).after(60s));
  story.when(relieve("officer-9").after(600s)).then({v1::Event::kCrewRelieved});
  EXPECT_EQ(story.unit().shift().officers(0), "officer-9");
  EXPECT_EQ(story.unit().status(), v1::UNIT_STATUS_ON_SCENE);
  ASSERT_EQ(story.order().reliefs_size(), 1);
  EXPECT_EQ(story.order().reliefs(0).officer_id(), "officer-9");
  EXPECT_EQ(story.order().signed_by(), "officer-7");
  EXPECT_EQ(story.incident().responsible().officer_id(), "officer-7")
      << "who answers changes by handover alone";
}

TEST(Crew, WhereThePolicyAsksForOneItsUnitIsSentOnlyWhileItsShiftRuns) {
  Story story = given(register_unit(), report());
  story.policy.set_crew_required(true);
  story.when(assign()).refuses(v1::REFUSAL_REASON_UNIT_NOT_SIGNED_ON, "unit_id");
  story.must(crew().with([](auto& request) { request.set_ends_at_ms(kCallAtMs + 60'000); }));
  story.when(assign().after(60s)).refuses(v1::REFUSAL_REASON_UNIT_NOT_SIGNED_ON, "unit_id");
  story.must(sign_on("officer-9").after(61s));
  story.must(assign());
}

TEST(Unit, CountsTheOrdersOfItsShift) {
  Story story =
      given(register_unit(), crew(), report(), assign().after(10s), recall().after(20s), assign().after(30s));
  EXPECT_EQ(story.unit().orders_in_shift(), 2U);
  story.must(recall().after(40s)).must(sign_on("officer-9").after(50s));
  EXPECT_EQ(story.unit().orders_in_shift(), 0U);
}

TEST(SignOn, MayBringATerminalThatCountsFromOne) {
  Story story = given(report(), register_unit(), sign_on("officer-1"), assign().after(10s));
  story.must(milestone(v1::MILESTONE_CLEARED).after(60s).with([](auto& r) { r.set_device_sequence(5'000); }));
  EXPECT_EQ(story.unit().device_sequence(), 5'000U);
  story.must(sign_on("officer-2").after(70s));
  EXPECT_EQ(story.unit().device_sequence(), 0U);
}

// An order under way to a known place, and the last reported position of the unit.
Story on_the_way(double latitude_deg, Duration received_after) {
  Story story = given(report().with([](auto& request) {
    request.mutable_place()->mutable_position()->set_latitude_deg(30);
    request.mutable_place()->mutable_position()->set_longitude_deg(100);
  }),
                      register_unit(), assign().after(10s), milestone(v1::MILESTONE_EN_ROUTE).after(60s));
  v1::Fix& fix = story.last_positions["car-1"];
  fix.set_unit_id("car-1");
  fix.mutable_position()->set_latitude_deg(latitude_deg);
  fix.mutable_position()->set_longitude_deg(100);
  fix.set_at_ms(kCallAtMs + received_after.count());
  return story;
}

v1::Stamp arrival(Story story) {
  story.must(milestone(v1::MILESTONE_ON_SCENE).after(200s));
  return story.order().milestones().rbegin()->stamp();
}

TEST(Arrival, IsHeldAgainstTheLastPositionHeardOfTheUnit) {
  const v1::Stamp stamp = arrival(on_the_way(30.001, 195s));
  EXPECT_EQ(stamp.scene_check(), v1::SCENE_CHECK_VERIFIED);
  EXPECT_EQ(stamp.scene_distance_m(), 111);
  EXPECT_EQ(stamp.position_at_ms(), kCallAtMs + 195'000) << "kept with the arrival: positions are no events";
  EXPECT_EQ(arrival(on_the_way(30.01, 195s)).scene_check(), v1::SCENE_CHECK_UNVERIFIED);
}

TEST(Arrival, IsNotHeldAgainstAPositionOlderThanTwoMinutes) {
  EXPECT_EQ(arrival(on_the_way(30.001, 80s)).scene_check(), v1::SCENE_CHECK_VERIFIED);
  const v1::Stamp stamp = arrival(on_the_way(30.001, 79'999ms));
  EXPECT_EQ(stamp.scene_check(), v1::SCENE_CHECK_NO_FIX);
  EXPECT_FALSE(stamp.has_position());
}

TEST(Arrival, IsNotHeldAgainstAPositionTakenLongAfterIt) {
  EXPECT_EQ(arrival(on_the_way(30.001, 320s)).scene_check(), v1::SCENE_CHECK_VERIFIED);
  EXPECT_EQ(arrival(on_the_way(30.001, 320'001ms)).scene_check(), v1::SCENE_CHECK_NO_FIX);
}

TEST(Arrival, LeavesItsPositionWithTheUnit) {
  Story story = on_the_way(30.001, 195s);
  story.must(milestone(v1::MILESTONE_ON_SCENE).after(200s));
  EXPECT_EQ(story.unit().position_at_ms(), kCallAtMs + 195'000);
  EXPECT_DOUBLE_EQ(story.unit().position().latitude_deg(), 30.001);
}

}  // namespace
}  // namespace turnout::testing
