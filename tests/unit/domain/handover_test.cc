// Handing over who answers for an incident (移交): asked, accepted or refused, never assumed.
#include <gtest/gtest.h>

#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;
using Body = v1::Event;

Story signed_by_officer_1() {
  return given(report(), register_unit(), assign().after(10s),
               milestone(v1::MILESTONE_ACKNOWLEDGED).after(20s));
}
Story asked() {
  return signed_by_officer_1().must(hand_over("officer-1", "officer-2").after(60s));
}

TEST(Handover, ChangesNothingUntilItIsAccepted) {
  Story story = asked();
  EXPECT_EQ(story.incident().responsible().officer_id(), "officer-1");
  story.when(answer_handover("officer-2", true).after(90s)).then({Body::kHandoverAccepted});
  EXPECT_EQ(story.incident().responsible().officer_id(), "officer-2");
  EXPECT_EQ(story.incident().responsible().since_ms(), kCallAtMs + 90'000);
  EXPECT_EQ(story.incident().responsible().basis(), v1::RESPONSIBLE_BASIS_HANDED_OVER);
  EXPECT_FALSE(story.incident().has_handover());
}

TEST(Handover, IsWithdrawnByWhoeverAskedForIt) {
  Story story = asked();
  story.when(withdraw_handover("officer-2")).refuses(v1::REFUSAL_REASON_NOT_RESPONSIBLE, "actor");
  story.when(withdraw_handover("officer-1").after(90s)).then({Body::kHandoverWithdrawn});
  EXPECT_EQ(story.incident().responsible().officer_id(), "officer-1");
  story.when(answer_handover("officer-2", true))
      .refuses(v1::REFUSAL_REASON_NO_HANDOVER_PENDING, "incident_id");
  story.when(hand_over("officer-1", "officer-3").after(100s)).then({Body::kHandoverRequested});
}

TEST(Handover, IsWithdrawnAlsoWhenItWasRefused) {
  Story story = asked();
  story.must(answer_handover("officer-2", false)).must(withdraw_handover("officer-1"));
  EXPECT_FALSE(story.incident().has_handover());
  story.when(arbitrate(true)).refuses(v1::REFUSAL_REASON_NO_HANDOVER_PENDING, "incident_id");
}

TEST(Handover, GoesToTheArbiterOnDutyWhenItIsRefused) {
  Story story = asked();
  story.when(answer_handover("officer-2", false)).then({Body::kHandoverRefused});
  EXPECT_EQ(story.incident().responsible().officer_id(), "officer-1");
  EXPECT_EQ(story.incident().handover().arbiter_id(), "chief-1");
  story.when(arbitrate(true).after(120s)).then({Body::kHandoverArbitrated});
  EXPECT_EQ(story.incident().responsible().officer_id(), "officer-2");
  EXPECT_EQ(story.incident().responsible().basis(), v1::RESPONSIBLE_BASIS_ARBITRATED);
}

TEST(Handover, LeavesTheOneWhoAskedWhenTheArbiterSaysSo) {
  Story story = asked();
  story.must(answer_handover("officer-2", false)).must(arbitrate(false).after(120s));
  EXPECT_EQ(story.incident().responsible().officer_id(), "officer-1");
  EXPECT_EQ(story.incident().responsible().since_ms(), kCallAtMs + 20'000);
  EXPECT_FALSE(story.incident().has_handover());
}

TEST(Handover, IsAskedOfTheRoleThatThePolicyNames) {
  Story story = asked();
  story.policy.set_arbiter(v1::DUTY_ROLE_DISTRICT_COMMANDER);
  story.must(answer_handover("officer-2", false));
  EXPECT_EQ(story.incident().handover().arbiter_id(), "commander-1");
}

TEST(Handover, MayBeDecidedByAnybodyWhenNobodyHoldsTheArbitersPost) {
  Story story = asked();
  story.roster = {};
  story.must(answer_handover("officer-2", false))
      .when(arbitrate(true).by("officer-7"))
      .then({Body::kHandoverArbitrated});
}

TEST(Handover, TakesTheIncidentToAnotherStationAndItsClocksGoOn) {
  Story story = signed_by_officer_1();
  story.must(hand_over("officer-1", "officer-2").with([](auto& r) { r.set_to_station_id("station-2"); }));
  const v1::Clock before = story.clock(v1::CLOCK_KIND_TURNOUT);
  story.must(answer_handover("officer-2", true));
  EXPECT_EQ(story.incident().station_id(), "station-2");
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).SerializeAsString(), before.SerializeAsString());
}

TEST(Handover, IsNotUndoneByALaterFirstSignature) {
  Story story = given(report(), register_unit(), assign().after(10s), hand_over("taker-1", "officer-2"));
  story.must(answer_handover("officer-2", true)).must(milestone(v1::MILESTONE_ACKNOWLEDGED).after(40s));
  EXPECT_EQ(story.incident().responsible().officer_id(), "officer-2");
}

TEST(Handover, EndsUnansweredWithItsIncident) {
  Story story = asked();
  story.must(cancel());
  EXPECT_FALSE(story.incident().has_handover());
}

}  // namespace
}  // namespace turnout::testing
