// An incident as lists and watch streams show it.
#include "domain/summary.h"

#include <gtest/gtest.h>

#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;

TEST(Summary, SaysWhatTheIncidentIs) {
  Story story = given(report().with([](auto& r) {
    r.set_type("fight");
    r.set_priority(v1::PRIORITY_EMERGENCY);
    r.mutable_place()->mutable_position()->set_longitude_deg(118);
  }));
  const v1::IncidentSummary summary = domain::summary_of(story.incident());
  EXPECT_EQ(summary.id(), kIncident);
  EXPECT_EQ(summary.version(), 1U);
  EXPECT_EQ(summary.status(), v1::INCIDENT_STATUS_OPEN);
  EXPECT_EQ(summary.type(), "fight");
  EXPECT_EQ(summary.priority(), v1::PRIORITY_EMERGENCY);
  EXPECT_EQ(summary.place().position().longitude_deg(), 118);
  EXPECT_EQ(summary.station_id(), "station-urban");
  EXPECT_EQ(summary.started_at_ms(), kCallAtMs);
  EXPECT_EQ(summary.responsible().officer_id(), "taker-1");
}

TEST(Summary, ShowsTheFirstAndTheLastCallAndTheLastNote) {
  Story story = given(report());
  EXPECT_FALSE(domain::summary_of(story.incident()).has_last_call());
  EXPECT_FALSE(domain::summary_of(story.incident()).has_last_note());
  for (const char* phone : {"1", "2"}) {
    story.must(add_call().with([phone](auto& r) { r.mutable_call()->mutable_caller()->set_phone(phone); }));
    story.must(note(phone));
  }
  const v1::IncidentSummary summary = domain::summary_of(story.incident());
  EXPECT_FALSE(summary.first_call().has_caller());
  EXPECT_EQ(summary.last_call().caller().phone(), "2");
  EXPECT_EQ(summary.calls_total(), 3U);
  EXPECT_EQ(summary.last_note().text().text(), "2");
  EXPECT_EQ(summary.notes_total(), 2U);
}

TEST(Summary, ShowsActiveOrdersOnlyWithTheirLastMilestone) {
  Story story = given(report(), register_unit("car-1"), register_unit("car-2"), assign("car-1").after(10s),
                      assign("car-2").after(11s), recall("car-1").after(12s));
  story.must(milestone(v1::MILESTONE_ACKNOWLEDGED, "car-2").after(20s));
  const v1::IncidentSummary summary = domain::summary_of(story.incident());
  ASSERT_EQ(summary.active_orders_size(), 1);
  EXPECT_EQ(summary.active_orders(0).number(), 2U);
  EXPECT_EQ(summary.active_orders(0).unit_id(), "car-2");
  EXPECT_EQ(summary.active_orders(0).last_milestone(), v1::MILESTONE_ACKNOWLEDGED);
  EXPECT_EQ(summary.active_orders(0).since_ms(), kCallAtMs + 20'000);
  EXPECT_EQ(summary.active_orders(0).signed_by(), "officer-1");
  EXPECT_FALSE(summary.active_orders(0).decline_pending());
  EXPECT_EQ(summary.orders_total(), 2U);
}

TEST(Summary, ShowsADeclineThatWaits) {
  Story story;
  story.policy.set_decline_needs_approval(true);
  story.must(report()).must(register_unit()).must(assign()).must(decline());
  EXPECT_TRUE(domain::summary_of(story.incident()).active_orders(0).decline_pending());
}

TEST(Summary, ShowsTheOverdueClockBeforeTheOneThatIsDueNext) {
  Story story = given(report().urban());
  EXPECT_EQ(domain::summary_of(story.incident()).most_pressing_clock().kind(), v1::CLOCK_KIND_ASSIGN);
  EXPECT_EQ(domain::summary_of(story.incident()).clocks_running(), 3U);
  EXPECT_EQ(domain::summary_of(story.incident()).clocks_overdue(), 0U);
  story.must(register_unit())
      .must(assign().after(30s))
      .must(milestone(v1::MILESTONE_ACKNOWLEDGED).after(40s));
  EXPECT_EQ(domain::summary_of(story.incident()).most_pressing_clock().kind(), v1::CLOCK_KIND_TURNOUT);
  story.must(deadlines().after(301s));
  const v1::IncidentSummary late = domain::summary_of(story.incident());
  EXPECT_EQ(late.most_pressing_clock().kind(), v1::CLOCK_KIND_TURNOUT);
  EXPECT_EQ(late.clocks_overdue(), 1U);
}

TEST(Summary, ShowsARiskUntilItIsClearedOrTheDeadlineHasFired) {
  Story story = given(report().urban());
  story.must(predict(v1::CLOCK_KIND_TURNOUT, true, 400s).after(50s));
  EXPECT_TRUE(domain::summary_of(story.incident()).at_risk());
  story.must(predict(v1::CLOCK_KIND_TURNOUT, false, 200s).after(55s));
  EXPECT_FALSE(domain::summary_of(story.incident()).at_risk());
}

TEST(Summary, CountsEscalationsThatNobodyHasAnswered) {
  Story story;
  story.policy = acting_policy();
  story.must(report()).must(deadlines().after(301s));
  EXPECT_EQ(domain::summary_of(story.incident()).unanswered_escalations(), 1U);
  story.must(acknowledge(v1::CLOCK_KIND_TURNOUT).after(310s));
  EXPECT_EQ(domain::summary_of(story.incident()).unanswered_escalations(), 0U);
}

TEST(Summary, OfAnEndedIncidentHasNoRunningClock) {
  const Story story = given(report(), disposition(), close().after(50s));
  const v1::IncidentSummary summary = domain::summary_of(story.incident());
  EXPECT_EQ(summary.status(), v1::INCIDENT_STATUS_CLOSED);
  EXPECT_EQ(summary.ended_at_ms(), kCallAtMs + 50'000);
  EXPECT_EQ(summary.disposition_code(), "settled");
  EXPECT_FALSE(summary.has_most_pressing_clock());
  EXPECT_EQ(domain::most_pressing_clock(story.incident()), nullptr);
}

}  // namespace
}  // namespace turnout::testing
