// Two reports of one incident: the later is linked to the earlier, and split again.
#include <gtest/gtest.h>

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
  story.when(link(kOtherIncident)).then({Body::kDuplicateLinked});
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
  story.must(link(kOtherIncident)).when(split(kOtherIncident).after(60s)).then({Body::kDuplicateSplit});
  EXPECT_EQ(story.incident(kOtherIncident).status(), v1::INCIDENT_STATUS_OPEN);
  EXPECT_EQ(turnout_of_the_other(story), v1::CLOCK_VERDICT_UNSPECIFIED);
  story.when(deadlines().after(301s))
      .then({Body::kDeadlineBreached, Body::kDeadlineBreached, Body::kDeadlineBreached,
             Body::kDeadlineBreached});
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
