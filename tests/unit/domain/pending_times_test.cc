#include "domain/pending_times.h"

#include <gtest/gtest.h>

#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;
using domain::pending_times;

// The device says an instant that is still to come.
Story doubtful() {
  return given(report(), register_unit(), assign().after(10s),
               milestone(v1::MILESTONE_EN_ROUTE).device(120s).after(60s));
}

TEST(PendingTimes, AreThoseReportedAndNotBelieved) {
  const auto pending = pending_times(doubtful().incident());
  ASSERT_EQ(pending.size(), 1U) << "what the milestone implies waits for nobody";
  EXPECT_EQ(pending[0].incident_id(), kIncident);
  EXPECT_EQ(pending[0].station_id(), "station-urban");
  EXPECT_EQ(pending[0].unit_id(), "car-1");
  EXPECT_EQ(pending[0].order_number(), 1U);
  EXPECT_EQ(pending[0].milestone(), v1::MILESTONE_EN_ROUTE);
  EXPECT_EQ(pending[0].stamp().device_at_ms(), kCallAtMs + 120'000);
}

TEST(PendingTimes, WaitUntilASupervisorHasRuled) {
  Story story = doubtful();
  story.must(confirm_time(v1::MILESTONE_EN_ROUTE, false).after(70s));
  EXPECT_TRUE(pending_times(story.incident()).empty());
}

TEST(PendingTimes, WaitAlsoInAnIncidentThatHasEnded) {
  Story story = doubtful();
  story.must(milestone(v1::MILESTONE_CLEARED).after(70s)).must(disposition()).must(close());
  EXPECT_EQ(pending_times(story.incident()).size(), 1U);
}

TEST(Milestone, AfterALaterOneWaitsForARuling) {
  Story story =
      given(report(), register_unit(), assign().after(10s), milestone(v1::MILESTONE_ON_SCENE).after(60s));
  story.must(milestone(v1::MILESTONE_EN_ROUTE).after(90s));
  const auto pending = domain::pending_times(story.incident());
  ASSERT_EQ(pending.size(), 1U);
  EXPECT_EQ(pending[0].milestone(), v1::MILESTONE_EN_ROUTE);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).stopped_at_ms(), kCallAtMs + 60'000);
}

TEST(Milestone, WhoseTerminalSaysATimeAfterALaterOneWaitsForARuling) {
  Story story = given(report(), register_unit(), assign().after(10s),
                      milestone(v1::MILESTONE_ON_SCENE).device(60s).after(60s));
  story.must(milestone(v1::MILESTONE_EN_ROUTE).device(80s).after(90s));
  ASSERT_EQ(domain::pending_times(story.incident()).size(), 1U);
}

TEST(Milestone, WhoseTerminalWasInContactAfterItWaitsForARuling) {
  Story story = given(report(), register_unit(), assign().after(10s));
  v1::Fix& contact = story.last_positions["car-1"];
  contact.set_contact_since_ms(kCallAtMs);
  contact.set_received_at_ms(kCallAtMs + 100'000);
  story.must(milestone(v1::MILESTONE_EN_ROUTE).device(40s).after(101s));
  ASSERT_EQ(domain::pending_times(story.incident()).size(), 1U);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).stopped_at_ms(), kCallAtMs + 101'000);
}

TEST(Delivery, AfterALaterMilestoneIsWhatItSays) {
  Story story =
      given(report(), register_unit(), assign().after(10s), milestone(v1::MILESTONE_ACKNOWLEDGED).after(20s));
  story.must(milestone(v1::MILESTONE_DELIVERED).after(30s));
  EXPECT_TRUE(domain::pending_times(story.incident()).empty());
}

}  // namespace
}  // namespace turnout::testing
