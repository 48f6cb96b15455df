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

}  // namespace
}  // namespace turnout::testing
