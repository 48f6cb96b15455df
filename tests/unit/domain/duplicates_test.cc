// Two reports of one incident: the later is linked to the earlier, and split again.
#include <gtest/gtest.h>

#include "domain/clocks.h"
#include "domain/orders.h"
#include "domain/pending_times.h"
#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;
using Body = v1::Event;

Story two_reports() {
  return given(report(), report(kOtherIncident).after(30s));
}

v1::ClockVerdict turnout_of_the_other(const Story& story) {
  for (const v1::Clock& clock : story.incident(kOtherIncident).clocks()) {
    if (clock.kind() == v1::CLOCK_KIND_TURNOUT) return clock.verdict();
  }
  throw std::logic_error("no turnout clock");
}

TEST(Duplicate, HasItsClocksCancelled) {
  Story story = two_reports();
  story.when(link(kOtherIncident)).then({Body::kDuplicateLinked, Body::kDuplicateMerged});
  EXPECT_EQ(story.incident(kOtherIncident).status(), v1::INCIDENT_STATUS_DUPLICATE);
  EXPECT_EQ(story.incident(kOtherIncident).duplicate_of(), kIncident);
  EXPECT_EQ(turnout_of_the_other(story), v1::CLOCK_VERDICT_CANCELLED);
}

TEST(Duplicate, TakesNoMoreUnits) {
  Story story = two_reports();
  story.must(link(kOtherIncident)).must(register_unit());
  story.when(assign().on(kOtherIncident)).refuses(v1::REFUSAL_REASON_INCIDENT_ENDED, "incident_id");
}

TEST(Duplicate, ThatIsSplitRunsOnFromItsOwnStart) {
  Story story = two_reports();
  story.must(link(kOtherIncident))
      .when(split(kOtherIncident).after(60s))
      .then({Body::kDuplicateSplit, Body::kDuplicateFreed});
  EXPECT_EQ(story.incident(kOtherIncident).status(), v1::INCIDENT_STATUS_OPEN);
  EXPECT_EQ(turnout_of_the_other(story), v1::CLOCK_VERDICT_UNSPECIFIED);
  story.when(deadlines().after(301s))
      .then({Body::kDeadlineBreached, Body::kDeadlineBreached, Body::kDeadlineBreached,
             Body::kDeadlineBreached});
}

// The later report says more: it is more pressing, and a unit is on its way to it.
Story with_a_unit_on_the_later() {
  return given(report().with([](auto& r) { r.set_priority(v1::PRIORITY_ROUTINE); }),
               report(kOtherIncident).after(30s).with([](auto& r) {
                 r.set_priority(v1::PRIORITY_EMERGENCY);
                 r.mutable_call()->mutable_caller()->set_words("he has a knife");
               }),
               note("two children inside").on(kOtherIncident).after(35s), register_unit(),
               assign().on(kOtherIncident).after(40s),
               milestone(v1::MILESTONE_EN_ROUTE).on(kOtherIncident).after(42s));
}

TEST(Merge, BringsCallsWordsNotesAndThePriorityToTheIncidentThatIsKept) {
  Story story = with_a_unit_on_the_later();
  story.must(link(kOtherIncident).after(60s));
  const v1::Incident& kept = story.incident();
  EXPECT_EQ(kept.calls_total(), 2U);
  EXPECT_EQ(kept.calls(1).caller().words(), "he has a knife");
  EXPECT_EQ(kept.notes(0).text().text(), "two children inside");
  EXPECT_EQ(kept.priority(), v1::PRIORITY_EMERGENCY);
  ASSERT_EQ(kept.duplicates_size(), 1);
  EXPECT_EQ(kept.duplicates(0), kOtherIncident);
}

TEST(Merge, MovesTheOrdersWithTheirTimes) {
  Story story = with_a_unit_on_the_later();
  story.must(link(kOtherIncident).after(6min));
  EXPECT_EQ(story.unit().incident_id(), kIncident);
  EXPECT_EQ(story.unit().status(), v1::UNIT_STATUS_EN_ROUTE);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).stopped_at_ms(), kCallAtMs + 42'000);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_MET_REPORTED_LATE);
  EXPECT_FALSE(domain::is_unattended(story.incident()));
}

TEST(Merge, ChangesNoVerdictThatWasGiven) {
  Story story = with_a_unit_on_the_later();
  story.must(register_unit("car-2")).must(assign("car-2").after(310s));
  story.must(milestone(v1::MILESTONE_EN_ROUTE, "car-2").after(320s));
  ASSERT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_BREACHED);
  story.must(link(kOtherIncident).after(330s));
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_BREACHED);
}

// The later report says that it was answered first: by that start the unit turned out late.
TEST(Merge, FiresWhatTheEarlierStartShowsToBeLate) {
  Story story = given(report(), report(kOtherIncident).after(10s).with([](auto& r) {
    r.mutable_call()->set_answered_at_ms(kCallAtMs - 280'000);
  }),
                      register_unit(), assign().on(kOtherIncident).after(15s),
                      milestone(v1::MILESTONE_EN_ROUTE).on(kOtherIncident).after(100s));
  story.must(link(kOtherIncident).after(110s));
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_BREACHED);
}

TEST(Merge, ThatIsSplitFiresWhatCameLateMeanwhile) {
  Story story = two_reports();
  story.must(register_unit())
      .must(assign().on(kOtherIncident).after(40s))
      .must(link(kOtherIncident).after(60s));
  story.must(milestone(v1::MILESTONE_EN_ROUTE).after(390s)).must(split(kOtherIncident).after(400s));
  EXPECT_EQ(turnout_of_the_other(story), v1::CLOCK_VERDICT_BREACHED);
}

TEST(Merge, IsOfOneKindOnly) {
  Story story = given(report().with([](auto& r) { r.set_kind(v1::INCIDENT_KIND_COMPLAINT); }),
                      report(kOtherIncident).after(30s));
  story.when(link(kOtherIncident)).refuses(v1::REFUSAL_REASON_INVALID_FIELD, "duplicate_of");
}

TEST(Merge, KeepsTheEarlierStartOfBoth) {
  Story story = given(report().after(60s), report(kOtherIncident).after(70s).with([](auto& r) {
    r.mutable_call()->set_answered_at_ms(kCallAtMs - 20'000);
  }));
  story.must(link(kOtherIncident));
  EXPECT_EQ(story.incident().started_at_ms(), kCallAtMs - 20'000);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).due_at_ms(), kCallAtMs + 280'000);
}

TEST(Merge, IsTakenBackByASplitWithItsCallsNotesAndUnits) {
  Story story = with_a_unit_on_the_later();
  story.must(link(kOtherIncident).after(60s)).must(split(kOtherIncident).after(70s));
  const v1::Incident& kept = story.incident();
  const v1::Incident& other = story.incident(kOtherIncident);
  EXPECT_EQ(kept.duplicates_size(), 0);
  EXPECT_EQ(kept.calls_total(), 1U);
  EXPECT_EQ(kept.calls_size(), 1);
  EXPECT_EQ(kept.notes_size(), 0);
  EXPECT_TRUE(domain::is_unattended(kept));
  EXPECT_EQ(other.status(), v1::INCIDENT_STATUS_OPEN);
  EXPECT_FALSE(domain::is_unattended(other));
  EXPECT_EQ(story.unit().incident_id(), kOtherIncident);
  EXPECT_EQ(story.unit().status(), v1::UNIT_STATUS_EN_ROUTE);
}

TEST(Merge, ThatIsTakenBackLeavesWhatTheKeptIncidentWasGivenMeanwhile) {
  Story story = with_a_unit_on_the_later();
  story.must(register_unit("car-2")).must(link(kOtherIncident).after(60s));
  story.must(note("to the report that was linked").on(kOtherIncident).after(62s));
  story.must(assign("car-2").after(65s)).must(note("the door is locked").after(66s));
  story.must(milestone(v1::MILESTONE_CLEARED).after(67s)).must(split(kOtherIncident).after(70s));
  EXPECT_EQ(story.unit("car-2").incident_id(), kIncident);
  EXPECT_EQ(story.incident().notes_size(), 1);
  EXPECT_EQ(story.unit().incident_id(), "") << "it had cleared";
  EXPECT_TRUE(domain::is_unattended(story.incident(kOtherIncident)));
}

TEST(Merge, ThatIsTakenBackTakesItsEarlierStartAlong) {
  Story story = given(report().after(60s), report(kOtherIncident).after(70s).with([](auto& r) {
    r.mutable_call()->set_answered_at_ms(kCallAtMs - 20'000);
  }));
  story.must(link(kOtherIncident).after(80s)).must(split(kOtherIncident).after(90s));
  EXPECT_EQ(story.incident().started_at_ms(), kCallAtMs);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).due_at_ms(), kCallAtMs + 300'000);
  EXPECT_EQ(story.incident(kOtherIncident).started_at_ms(), kCallAtMs - 20'000);
}

TEST(Merge, ThatIsTakenBackLeavesAStartThatASupervisorRuledOn) {
  Story story = two_reports();
  story.must(link(kOtherIncident).after(80s))
      .must(correct_start(-40s).after(85s))
      .must(split(kOtherIncident).after(90s));
  EXPECT_EQ(story.incident().started_at_ms(), kCallAtMs - 40'000);
}

TEST(Merge, BringsAStartAlongThatWaitsForARuling) {
  Story story = given(report(), report(kOtherIncident).after(10s).with([](auto& r) {
    r.mutable_call()->set_answered_at_ms(946'684'800'000);
  }));
  story.must(link(kOtherIncident).after(20s));
  EXPECT_TRUE(domain::pending_times(story.incident(kOtherIncident)).empty());
  const auto pending = domain::pending_times(story.incident());
  ASSERT_EQ(pending.size(), 1U);
  EXPECT_EQ(pending[0].stamp().device_at_ms(), 946'684'800'000);
  story.must(split(kOtherIncident).after(30s));
  EXPECT_TRUE(domain::pending_times(story.incident()).empty());
  EXPECT_EQ(domain::pending_times(story.incident(kOtherIncident)).size(), 1U);
}

TEST(Merge, MovesTheWishToReturnAnOrderAndWhoTookItOver) {
  Story story = two_reports();
  story.policy.set_decline_needs_approval(true);
  story.must(register_unit()).must(sign_on("officer-0")).must(assign().on(kOtherIncident).after(40s));
  story.must(relieve("officer-9").on(kOtherIncident).after(44s))
      .must(decline().on(kOtherIncident).after(45s));
  story.must(link(kOtherIncident).after(60s));
  EXPECT_TRUE(domain::is_decline_pending(story.order()));
  ASSERT_EQ(story.order().reliefs_size(), 1);
  EXPECT_EQ(story.order().reliefs(0).officer_id(), "officer-9");
}

// The terminal was offline, and does not know that its order moved.
TEST(Merge, HearsALateReportOfAnOrderThatMoved) {
  Story story = two_reports();
  story.must(register_unit())
      .must(assign().on(kOtherIncident).after(40s))
      .must(link(kOtherIncident).after(60s));
  story.must(milestone(v1::MILESTONE_EN_ROUTE).on(kOtherIncident).device(50s).after(400s));
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).stopped_at_ms(), kCallAtMs + 50'000);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_MET_REPORTED_LATE);
  EXPECT_EQ(story.unit().status(), v1::UNIT_STATUS_EN_ROUTE);
}

TEST(Merge, ThatIsSplitKeepsWhatWasRuledMeanwhile) {
  Story story = two_reports();
  story.must(register_unit())
      .must(assign().on(kOtherIncident).after(40s))
      .must(milestone(v1::MILESTONE_EN_ROUTE).on(kOtherIncident).after(50s))
      .must(link(kOtherIncident).after(60s));
  story.must(correct_time(v1::MILESTONE_EN_ROUTE, 360s).after(400s)).must(split(kOtherIncident).after(410s));
  EXPECT_EQ(turnout_of_the_other(story), v1::CLOCK_VERDICT_BREACHED);
}

TEST(Merge, ThatIsSplitKeepsASecondRulingOfTheSameSupervisor) {
  Story story = two_reports();
  story.must(register_unit())
      .must(assign().on(kOtherIncident).after(40s))
      .must(milestone(v1::MILESTONE_EN_ROUTE).on(kOtherIncident).after(50s));
  story.must(correct_time(v1::MILESTONE_EN_ROUTE, 45s).on(kOtherIncident).after(55s))
      .must(link(kOtherIncident).after(60s));
  story.must(correct_time(v1::MILESTONE_EN_ROUTE, 360s).after(400s)).must(split(kOtherIncident).after(410s));
  EXPECT_EQ(turnout_of_the_other(story), v1::CLOCK_VERDICT_BREACHED);
}

TEST(Merge, IsNoNewContactOfTheTerminal) {
  Story story = with_a_unit_on_the_later();
  story.must(milestone(v1::MILESTONE_READ).on(kOtherIncident).after(58s))
      .must(link(kOtherIncident).after(60s));
  EXPECT_EQ(story.unit().contact_received_at_ms(), kCallAtMs + 58'000);
}

TEST(Merge, KeepsTheIncidentFromBeingCancelledUnawares) {
  Story story = two_reports();
  story.must(link(kOtherIncident));
  story.when(cancel()).refuses(v1::REFUSAL_REASON_HAS_DUPLICATES, "with_duplicates");
  story.when(cancel().with([](auto& r) { r.set_with_duplicates(true); })).then({Body::kIncidentCancelled});
}

TEST(Kind, OfIncidentHasClocksOfItsOwn) {
  Story story;
  story.policy = acting_policy();
  story.must(report().with([](auto& r) { r.set_kind(v1::INCIDENT_KIND_COMPLAINT); }));
  EXPECT_EQ(story.incident().clocks_size(), 1);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ANSWER).due_at_ms(), kCallAtMs + 86'400'000);
  story.must(disposition().after(3'600s));
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ANSWER).verdict(), v1::CLOCK_VERDICT_MET);
}

TEST(Kind, CitizenRequestIsRespondedToByASignatureOrADisposition) {
  for (const bool by_signature : {true, false}) {
    Story story;
    story.policy = acting_policy();
    story.must(report().with([](auto& r) { r.set_kind(v1::INCIDENT_KIND_CITIZEN_REQUEST); }));
    story.must(register_unit()).must(assign().after(60s));
    if (by_signature) story.must(milestone(v1::MILESTONE_ACKNOWLEDGED).after(90s));
    if (!by_signature) story.must(disposition().after(90s));
    EXPECT_EQ(story.clock(v1::CLOCK_KIND_FIRST_RESPONSE).stopped_at_ms(), kCallAtMs + 90'000);
  }
}

}  // namespace
}  // namespace turnout::testing
