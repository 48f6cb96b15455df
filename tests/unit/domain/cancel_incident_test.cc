// Cancelling an incident with more units than one commit recalls.
#include <gtest/gtest.h>

#include <string>

#include "domain/bounds.h"
#include "domain/orders.h"
#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;

Story siege(int units) {
  Story story = given(report());
  for (int i = 1; i <= units; ++i) {
    const std::string unit = "car-" + std::to_string(i);
    story.must(register_unit(unit)).must(assign(unit).after(10s));
  }
  return story;
}

std::size_t still_there(const Story& story) {
  return domain::active_units(story.incident()).size();
}

TEST(Cancel, OfASiegeGoesOnStepByStep) {
  Story story = siege(70);
  story.must(cancel().by("taker-1").after(20s));
  EXPECT_EQ(still_there(story), 40U);
  EXPECT_EQ(story.incident().status(), v1::INCIDENT_STATUS_OPEN);
  EXPECT_EQ(story.incident().cancellation().requested_by(), "taker-1");
  EXPECT_EQ(story.incident().cancellation().reason(), "false alarm");
  story.must(cancel_on());
  EXPECT_EQ(still_there(story), 10U);
  story.must(cancel_on());
  EXPECT_EQ(still_there(story), 0U);
  EXPECT_EQ(story.incident().status(), v1::INCIDENT_STATUS_CANCELLED);
  EXPECT_FALSE(story.incident().has_cancellation());
  EXPECT_TRUE(story.when(cancel_on()).events.empty()) << "a stale hint changes nothing";
  for (const auto& [id, unit] : story.units()) EXPECT_EQ(unit.status(), v1::UNIT_STATUS_AVAILABLE) << id;
}

TEST(Cancel, WithAsManyUnitsAsOneStepRecallsIsOneStep) {
  Story story = siege(domain::kMaxUnitsAtOnce);
  story.must(cancel().after(20s));
  EXPECT_EQ(story.incident().status(), v1::INCIDENT_STATUS_CANCELLED);
}

TEST(Cancel, OfASiegeIsNotDoneTwice) {
  Story story = siege(31);
  story.must(cancel().id("c-1").after(20s));
  EXPECT_TRUE(story.when(cancel().id("c-1")).events.empty());
  story.when(cancel().id("c-2")).refuses(v1::REFUSAL_REASON_INCIDENT_ENDED, "incident_id");
}

// The last units clear by themselves between two steps: the incident does not become unattended.
TEST(Cancel, OfASiegeWhoseLastUnitsClearByThemselvesEndsAllTheSame) {
  Story story = siege(31);
  story.must(cancel().after(20s)).must(milestone(v1::MILESTONE_CLEARED, "car-31").after(21s));
  EXPECT_EQ(still_there(story), 0U);
  EXPECT_NE(story.clock(v1::CLOCK_KIND_ASSIGN).start(), v1::CLOCK_EDGE_UNATTENDED);
  story.must(cancel_on());
  EXPECT_EQ(story.incident().status(), v1::INCIDENT_STATUS_CANCELLED);
}

TEST(Siege, KeepsEveryCallerOfTheReportsThatWereLinkedToIt) {
  Story story = given(report());
  for (int i = 0; i < 200; ++i) {
    story.must(add_call().with([i](v1::AddCallRequest& request) {
      request.mutable_call()->mutable_caller()->set_phone(std::to_string(13'800'000'000 + i));
      request.mutable_call()->mutable_caller()->set_words(std::string(2'000, 'w'));
    }));
  }
  EXPECT_EQ(story.incident().calls_size(), 201);
  EXPECT_EQ(story.incident().calls(100).caller().phone(), "13800000099");
  EXPECT_LE(story.incident().ByteSizeLong(), domain::kMaxSnapshotBytes);
}

}  // namespace
}  // namespace turnout::testing
