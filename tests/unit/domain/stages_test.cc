#include "domain/stages.h"

#include <gtest/gtest.h>

#include <optional>

#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;

std::optional<v1::StageTime> find(const Story& story, v1::Stage stage, std::uint32_t order_number) {
  for (const v1::StageTime& time : domain::stage_times(story.incident())) {
    if (time.stage() == stage && time.order_number() == order_number) return time;
  }
  return std::nullopt;
}

// Seconds, or nothing if there is no such stage or it is in no figure.
std::optional<std::int64_t> counted_s(const Story& story, v1::Stage stage, std::uint32_t order_number) {
  const auto time = find(story, stage, order_number);
  if (!time || time->excluded()) return std::nullopt;
  return time->duration_ms() / 1'000;
}

TEST(Stages, LieBetweenTheInstantsThatCount) {
  const Story story =
      given(report(), register_unit(), assign().after(10s), milestone(v1::MILESTONE_ACKNOWLEDGED).after(25s),
            milestone(v1::MILESTONE_EN_ROUTE).after(60s), milestone(v1::MILESTONE_ON_SCENE).after(200s),
            disposition().after(900s), milestone(v1::MILESTONE_CLEARED).after(1'000s));
  EXPECT_EQ(counted_s(story, v1::STAGE_CALL_TO_ASSIGNED, 1), 10);
  EXPECT_EQ(counted_s(story, v1::STAGE_ASSIGNED_TO_ACKNOWLEDGED, 1), 15);
  EXPECT_EQ(counted_s(story, v1::STAGE_ASSIGNED_TO_EN_ROUTE, 1), 50);
  EXPECT_EQ(counted_s(story, v1::STAGE_EN_ROUTE_TO_ON_SCENE, 1), 140);
  EXPECT_EQ(counted_s(story, v1::STAGE_CALL_TO_EN_ROUTE, 1), 60);
  EXPECT_EQ(counted_s(story, v1::STAGE_CALL_TO_ON_SCENE, 1), 200);
  EXPECT_EQ(counted_s(story, v1::STAGE_ON_SCENE_TO_CLEARED, 1), 800);
  EXPECT_EQ(counted_s(story, v1::STAGE_ON_SCENE_TO_DISPOSITION, 0), 700);
}

TEST(Stages, OfTheIncidentAreThoseOfItsFirstUnit) {
  const Story story =
      given(report(), register_unit("car-1"), register_unit("car-2"), assign("car-1").after(10s),
            assign("car-2").after(20s), milestone(v1::MILESTONE_EN_ROUTE, "car-2").after(50s),
            milestone(v1::MILESTONE_EN_ROUTE, "car-1").after(70s));
  EXPECT_EQ(counted_s(story, v1::STAGE_CALL_TO_ASSIGNED, 0), 10);
  EXPECT_EQ(counted_s(story, v1::STAGE_CALL_TO_EN_ROUTE, 0), 50);
  EXPECT_EQ(counted_s(story, v1::STAGE_CALL_TO_EN_ROUTE, 1), 70);
  EXPECT_FALSE(find(story, v1::STAGE_CALL_TO_ON_SCENE, 0));
}

TEST(Stages, AreShownButNotCountedIfAnInstantIsOnlyImplied) {
  const Story story =
      given(report(), register_unit(), assign().after(10s), milestone(v1::MILESTONE_ON_SCENE).after(90s));
  EXPECT_TRUE(find(story, v1::STAGE_CALL_TO_EN_ROUTE, 0)->excluded());
  EXPECT_TRUE(find(story, v1::STAGE_CALL_TO_EN_ROUTE, 1)->excluded());
  EXPECT_TRUE(find(story, v1::STAGE_EN_ROUTE_TO_ON_SCENE, 1)->excluded());
  EXPECT_EQ(counted_s(story, v1::STAGE_CALL_TO_ON_SCENE, 0), 90);
}

TEST(Stages, AreShownButNotCountedIfTheirInstantsCameOutOfOrder) {
  const Story story =
      given(report(), register_unit(), assign().after(10s), milestone(v1::MILESTONE_ON_SCENE).after(90s),
            milestone(v1::MILESTONE_EN_ROUTE).after(120s));
  EXPECT_EQ(find(story, v1::STAGE_EN_ROUTE_TO_ON_SCENE, 1)->duration_ms(), -30'000);
  EXPECT_TRUE(find(story, v1::STAGE_EN_ROUTE_TO_ON_SCENE, 1)->excluded());
}

TEST(Stages, EndWithAMilestone) {
  EXPECT_EQ(domain::last_milestone_of(v1::STAGE_CALL_TO_EN_ROUTE), v1::MILESTONE_EN_ROUTE);
  EXPECT_EQ(domain::last_milestone_of(v1::STAGE_ON_SCENE_TO_DISPOSITION), v1::MILESTONE_UNSPECIFIED);
}

}  // namespace
}  // namespace turnout::testing
