#include <gtest/gtest.h>

#include "domain/pending_times.h"
#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;
using Body = v1::Event;

// A report whose call was answered in the year 2000, by its own account.
Story implausible() {
  return given(report().with([](v1::ReportIncidentRequest& request) {
    request.mutable_call()->set_answered_at_ms(946'684'800'000);
  }),
               register_unit());
}

TEST(Start, ThatIsImplausibleWaitsForARuling) {
  Story story = implausible();
  const auto pending = domain::pending_times(story.incident());
  ASSERT_EQ(pending.size(), 1U);
  EXPECT_EQ(pending[0].order_number(), 0U);
  EXPECT_EQ(pending[0].stamp().device_at_ms(), 946'684'800'000);
  EXPECT_EQ(pending[0].stamp().at_ms(), kCallAtMs);
  story.when(correct_start(-30s).after(10s)).then({Body::kStartCorrected});
  EXPECT_TRUE(domain::pending_times(story.incident()).empty());
  EXPECT_FALSE(story.incident().is_start_implausible());
}

TEST(Start, ThatHasNotComeYetWaitsForARulingAndCountsFromTheReceipt) {
  for (const auto& [ahead_ms, waits] : {std::pair(60'000, false), std::pair(60'001, true)}) {
    const Story story = given(report().with([ahead = ahead_ms](v1::ReportIncidentRequest& request) {
      request.mutable_call()->set_answered_at_ms(kCallAtMs + ahead);
    }));
    EXPECT_EQ(story.incident().started_at_ms(), kCallAtMs);
    EXPECT_EQ(story.incident().is_start_implausible(), waits);
  }
}

TEST(Start, ThatIsCorrectedMovesTheDeadlinesOfTheCall) {
  Story story = implausible();
  story.must(correct_start(-30s).after(10s));
  EXPECT_EQ(story.incident().started_at_ms(), kCallAtMs - 30'000);
  EXPECT_EQ(story.incident().responsible().since_ms(), kCallAtMs - 30'000);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).due_at_ms(), kCallAtMs + 270'000);
}

TEST(Start, ThatIsCorrectedFiresWhatOnlySeemedKept) {
  Story story = implausible();
  story.must(assign().after(10s)).must(milestone(v1::MILESTONE_EN_ROUTE).after(100s));
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_MET);
  story.when(correct_start(-250s).after(110s))
      .then({Body::kStartCorrected, Body::kDeadlineBreached, Body::kDeadlineBreached});
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_BREACHED);
}

TEST(Start, ThatIsCorrectedAfterTheEndFiresWhatSeemedToHaveEndedInTime) {
  Story story = implausible();
  story.must(disposition().after(40s)).must(close().after(50s));
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_CANCELLED);
  story.must(correct_start(-300s).after(60s));
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_BREACHED);
}

TEST(Start, ThatIsCorrectedFiresWhatIsOverdueByIt) {
  Story story = implausible();
  story.when(correct_start(-50s).after(20s)).then({Body::kStartCorrected, Body::kDeadlineBreached});
  EXPECT_NE(story.clock(v1::CLOCK_KIND_ASSIGN).fired_at_ms(), 0);
}

// The report said a start too early: the clock fired, and the ruling shows that the unit was in time.
TEST(Start, ThatIsCorrectedCanShowThatABreachWasNone) {
  Story story = given(report().with([](v1::ReportIncidentRequest& request) {
    request.mutable_call()->set_answered_at_ms(kCallAtMs - 290'000);
  }),
                      register_unit(), assign().after(5s), deadlines().after(11s),
                      milestone(v1::MILESTONE_EN_ROUTE).after(60s));
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_BREACHED);
  story.must(correct_start(0s).after(70s));
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_MET_REPORTED_LATE);
}

}  // namespace
}  // namespace turnout::testing
