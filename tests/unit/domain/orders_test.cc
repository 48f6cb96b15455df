#include "domain/orders.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;
using Body = v1::Event;

Story sent_at_10_s() {
  return given(report(), register_unit(), assign().after(10s));
}

std::int64_t after_s(const Story& story, v1::Milestone milestone) {
  const v1::Stamp* stamp = domain::find_stamp(story.order(), milestone);
  return stamp == nullptr ? -1 : (stamp->at_ms() - kCallAtMs) / 1'000;
}

bool is_implied(const Story& story, v1::Milestone milestone) {
  return domain::find_stamp(story.order(), milestone)->implied();
}

TEST(Order, ImpliesTheEarlierMilestonesAtTheTimeOfTheLater) {
  Story story = sent_at_10_s();
  story.must(milestone(v1::MILESTONE_ON_SCENE).after(90s).with([](auto& request) {
    request.mutable_position()->set_latitude_deg(30.5);
  }));
  for (const auto implied :
       {v1::MILESTONE_DELIVERED, v1::MILESTONE_READ, v1::MILESTONE_ACKNOWLEDGED, v1::MILESTONE_EN_ROUTE}) {
    EXPECT_EQ(after_s(story, implied), 90);
    EXPECT_TRUE(is_implied(story, implied));
    EXPECT_FALSE(domain::find_stamp(story.order(), implied)->has_position());
  }
  EXPECT_EQ(after_s(story, v1::MILESTONE_ASSIGNED), 10);
  EXPECT_FALSE(is_implied(story, v1::MILESTONE_ON_SCENE));
}

TEST(Order, TakesAReportForWhatWasOnlyImplied) {
  Story story = sent_at_10_s();
  story.must(milestone(v1::MILESTONE_EN_ROUTE).after(60s))
      .must(milestone(v1::MILESTONE_ACKNOWLEDGED).after(70s));
  EXPECT_EQ(after_s(story, v1::MILESTONE_ACKNOWLEDGED), 70);
  EXPECT_FALSE(is_implied(story, v1::MILESTONE_ACKNOWLEDGED));
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ACKNOWLEDGE, 1).stopped_at_ms(), kCallAtMs + 60'000);
}

TEST(Order, TakesTheSameMilestoneTwiceAsTheSame) {
  Story story = sent_at_10_s();
  story.must(milestone(v1::MILESTONE_EN_ROUTE).after(60s));
  story.when(milestone(v1::MILESTONE_EN_ROUTE).after(70s)).then({Body::kMilestoneReached});
  EXPECT_EQ(after_s(story, v1::MILESTONE_EN_ROUTE), 60);
}

TEST(Order, TakesTheEarlierOfTwoReports) {
  Story story = sent_at_10_s();
  story.must(milestone(v1::MILESTONE_EN_ROUTE).from(v1::TIME_SOURCE_RADIO).by("dispatcher-1").after(60s))
      .must(milestone(v1::MILESTONE_EN_ROUTE).device(50s).after(70s));
  EXPECT_EQ(after_s(story, v1::MILESTONE_EN_ROUTE), 50);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).stopped_at_ms(), kCallAtMs + 50'000);
}

TEST(Order, IsTheSameInWhateverOrderItsReportsArrive) {
  std::vector<std::pair<v1::Milestone, int>> reports{{v1::MILESTONE_DELIVERED, 15},
                                                     {v1::MILESTONE_ACKNOWLEDGED, 150},
                                                     {v1::MILESTONE_EN_ROUTE, 120},
                                                     {v1::MILESTONE_EN_ROUTE, 130},
                                                     {v1::MILESTONE_ON_SCENE, 100}};
  std::string expected;
  std::ranges::sort(reports);
  do {
    v1::Order order;
    for (const auto& [milestone, at_ms] : reports) {
      v1::Stamp stamp;
      stamp.set_at_ms(at_ms);
      domain::reach(order, milestone, stamp);
    }
    if (expected.empty()) expected = order.SerializeAsString();
    EXPECT_EQ(order.SerializeAsString(), expected) << order.DebugString();
  } while (std::ranges::next_permutation(reports).found);
}

TEST(Order, IsClearedWithoutImplyingAnything) {
  Story story = sent_at_10_s();
  story.must(milestone(v1::MILESTONE_CLEARED).after(60s));
  EXPECT_EQ(story.order().milestones_size(), 2);
  EXPECT_EQ(story.order().end(), v1::ORDER_END_CLEARED);
  EXPECT_EQ(story.unit().status(), v1::UNIT_STATUS_AVAILABLE);
  EXPECT_EQ(story.unit().incident_id(), "");
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_UNSPECIFIED);
}

TEST(Order, KeepsWhatIsReportedAfterItsEndAndLeavesTheUnitAlone) {
  Story story = sent_at_10_s();
  story.must(milestone(v1::MILESTONE_CLEARED).after(60s)).must(report(kOtherIncident));
  story.must(assign().on(kOtherIncident).after(70s));
  story.when(milestone(v1::MILESTONE_ON_SCENE).after(80s)).then({Body::kMilestoneReached});
  ASSERT_EQ(story.order().after_end_size(), 1);
  EXPECT_EQ(story.order().after_end(0).stamp().at_ms(), kCallAtMs + 80'000);
  EXPECT_EQ(story.unit().status(), v1::UNIT_STATUS_ASSIGNED);
  EXPECT_EQ(story.unit().incident_id(), kOtherIncident);
}

TEST(Order, IsNamedByItsNumberAndElseTheUnitsLatestIsMeant) {
  Story story = sent_at_10_s();
  story.must(recall().after(20s)).must(assign().after(30s)).must(milestone(v1::MILESTONE_READ).after(40s));
  EXPECT_EQ(domain::find_stamp(story.order(1), v1::MILESTONE_READ), nullptr);
  EXPECT_NE(domain::find_stamp(story.order(2), v1::MILESTONE_READ), nullptr);
  story.must(milestone(v1::MILESTONE_EN_ROUTE).order(1).after(50s));
  EXPECT_EQ(story.order(1).after_end(0).milestone(), v1::MILESTONE_EN_ROUTE);
  EXPECT_EQ(story.unit().status(), v1::UNIT_STATUS_ASSIGNED);
}

TEST(Order, TakesItsUnitForwardAndNeverBack) {
  Story story = sent_at_10_s();
  EXPECT_EQ(story.unit().status(), v1::UNIT_STATUS_ASSIGNED);
  story.must(milestone(v1::MILESTONE_ON_SCENE).after(60s)).must(milestone(v1::MILESTONE_EN_ROUTE).after(61s));
  EXPECT_EQ(story.unit().status(), v1::UNIT_STATUS_ON_SCENE);
}

TEST(Order, KeepsWhoEndedItAndWhy) {
  Story story = sent_at_10_s();
  story.must(decline().after(20s)).must(assign().after(30s)).must(recall().after(40s));
  EXPECT_EQ(story.order(1).end(), v1::ORDER_END_DECLINED);
  EXPECT_EQ(story.order(1).end_reason(), "flat tyre");
  EXPECT_EQ(story.order(2).end(), v1::ORDER_END_RECALLED);
  EXPECT_EQ(story.order(2).end_reason(), "needed elsewhere");
}

TEST(Unit, IsWhereItWasLastSeenAndElseAtItsBase) {
  const auto base = [](auto& request) { request.mutable_details()->mutable_base()->set_latitude_deg(30); };
  const auto seen = [](auto& request) { request.mutable_position()->set_latitude_deg(31); };
  Story story = given(report(), register_unit().with(base));
  EXPECT_EQ(story.unit().position().latitude_deg(), 30);
  story.must(register_unit());
  EXPECT_FALSE(story.unit().has_position());
  story.must(assign().after(10s)).must(milestone(v1::MILESTONE_READ).with(seen).after(20s));
  EXPECT_EQ(story.unit().position().latitude_deg(), 31);
  story.must(recall().after(30s)).must(register_unit().with(base));
  EXPECT_EQ(story.unit().position().latitude_deg(), 31);
  EXPECT_EQ(story.unit().position_at_ms(), kCallAtMs + 20'000);
}

TEST(Unit, StaysOutOfServiceWhenItsDetailsAreRenewed) {
  Story story = given(register_unit(), set_status(v1::UNIT_STATUS_OUT_OF_SERVICE));
  story.when(register_unit()).then({Body::kUnitRegistered});
  EXPECT_EQ(story.unit().status(), v1::UNIT_STATUS_OUT_OF_SERVICE);
}

// The crew was recalled and somebody else sent: what it presses on the way home is not done for the incident.
TEST(Order, ThatHasEndedTakesItsUnitsLaterMilestonesOnTheRecordOnly) {
  Story story = given(report(), register_unit(), register_unit("car-2"), assign().after(10s),
                      recall().after(20s), assign("car-2").after(30s));
  story.must(milestone(v1::MILESTONE_ACKNOWLEDGED).by("officer-9").after(40s));
  story.must(milestone(v1::MILESTONE_ON_SCENE).by("officer-9").after(50s));
  EXPECT_EQ(story.order(1).after_end_size(), 2);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_UNSPECIFIED);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ARRIVAL).verdict(), v1::CLOCK_VERDICT_UNSPECIFIED);
  EXPECT_EQ(story.incident().responsible().officer_id(), "taker-1");
}

TEST(Order, ThatHasEndedCountsWhatTrulyHappenedBefore) {
  Story story = given(report(), register_unit(), assign().after(10s), recall().after(60s));
  story.must(milestone(v1::MILESTONE_EN_ROUTE).device(30s).after(90s));
  EXPECT_EQ(story.order().after_end_size(), 0);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).stopped_at_ms(), kCallAtMs + 30'000);
}

TEST(Order, ThatHasEndedCountsWhatASupervisorRulesWasBefore) {
  Story story = given(report(), register_unit(), assign().after(10s), recall().after(60s));
  story.must(milestone(v1::MILESTONE_EN_ROUTE).from(v1::TIME_SOURCE_RADIO).after(90s));
  EXPECT_EQ(story.order().after_end_size(), 1);
  story.must(correct_time(v1::MILESTONE_EN_ROUTE, 40s).after(100s));
  EXPECT_EQ(story.order().after_end_size(), 0);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).stopped_at_ms(), kCallAtMs + 40'000);
}

TEST(Terminal, WithOneNumberOutOfAllProportionIsBelievedAgain) {
  const auto numbered = [](std::uint64_t number) {
    return [number](v1::ReportMilestoneRequest& request) { request.set_device_sequence(number); };
  };
  Story story = given(report(), register_unit(), assign().after(10s));
  story.must(milestone(v1::MILESTONE_DELIVERED).device(11s).after(11s).with(numbered(~0ULL)));
  story.must(milestone(v1::MILESTONE_ACKNOWLEDGED).device(20s).after(60s).with(numbered(2)));
  story.must(milestone(v1::MILESTONE_EN_ROUTE).device(30s).after(60s).with(numbered(3)));
  EXPECT_EQ(story.order().milestones().rbegin()->stamp().basis(), v1::TIME_BASIS_DEVICE);
}

}  // namespace
}  // namespace turnout::testing
