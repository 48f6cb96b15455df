#include <gtest/gtest.h>

#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;

Story two_sent() {
  return given(report(), register_unit("car-1"), register_unit("car-2"), assign("car-1").after(10s),
               assign("car-2").after(10s));
}

void expect_responsible(const Story& story, const std::string& officer, Duration since) {
  EXPECT_EQ(story.incident().responsible().officer_id(), officer);
  EXPECT_EQ(story.incident().responsible().since_ms(), kCallAtMs + since.count());
}

TEST(Responsible, IsWhoReceivedTheCallFromItsStartOn) {
  expect_responsible(given(report().after(5s)), "taker-1", 0s);
}

TEST(Responsible, IsFromTheFirstSignatureTheOfficerWhoSigned) {
  Story story = two_sent();
  story.must(milestone(v1::MILESTONE_ACKNOWLEDGED, "car-2").by("officer-2").after(20s));
  expect_responsible(story, "officer-2", 20s);
  EXPECT_EQ(story.order(2).signed_by(), "officer-2");
  story.must(milestone(v1::MILESTONE_ACKNOWLEDGED, "car-1").by("officer-1").after(25s));
  expect_responsible(story, "officer-2", 20s);
  EXPECT_EQ(story.order(1).signed_by(), "officer-1");
}

TEST(Responsible, DoesNotChangeWhenASecondOfficerSignsTheSameOrder) {
  Story story = two_sent();
  story.must(milestone(v1::MILESTONE_ACKNOWLEDGED).by("officer-1").after(20s));
  story.must(milestone(v1::MILESTONE_ACKNOWLEDGED).by("officer-3").after(30s));
  expect_responsible(story, "officer-1", 20s);
  EXPECT_EQ(story.order().signed_by(), "officer-1");
}

TEST(Responsible, DoesNotChangeByASignatureThatIsOnlyImplied) {
  Story story = two_sent();
  story.must(milestone(v1::MILESTONE_EN_ROUTE).after(20s));
  expect_responsible(story, "taker-1", 0s);
  EXPECT_EQ(story.order().signed_by(), "");
  story.must(milestone(v1::MILESTONE_ACKNOWLEDGED).by("officer-1").after(40s));
  expect_responsible(story, "officer-1", 40s);
}

TEST(Responsible, StaysWhenTheSignedOrderEndsAndWhenTheIncidentDoes) {
  Story story = two_sent();
  story.must(milestone(v1::MILESTONE_ACKNOWLEDGED).by("officer-1").after(20s)).must(recall().after(30s));
  expect_responsible(story, "officer-1", 20s);
  story.must(cancel().after(40s));
  expect_responsible(story, "officer-1", 20s);
}

TEST(Responsible, DoesNotChangeByAnotherCall) {
  Story story = two_sent();
  story.must(add_call().with([](auto& request) { request.mutable_call()->set_received_by("taker-2"); }));
  expect_responsible(story, "taker-1", 0s);
}

}  // namespace
}  // namespace turnout::testing
