#include "dispatching/successor.h"

#include <gmock/gmock.h>

#include "district.h"

namespace turnout::dispatching {
namespace {

using namespace std::chrono_literals;
using testing::given;
using ::testing::HasSubstr;
using testing::Story;

// Three units, the first the nearest; the first is sent.
Story sent() {
  Story story = given(report_at(0), unit_at("car-1", 0.01), unit_at("car-2", 0.02), unit_at("car-3", 0.03));
  story.policy = testing::acting_policy();
  return story;
}

domain::Replacement successor_in(const Story& story, const std::set<std::string>& passed_over = {}) {
  std::vector<std::shared_ptr<const v1::Unit>> units;
  for (const auto& [id, unit] : units_of(story)) units.push_back(unit);
  return successor({.incident = story.incident(), .speed_mps = kSpeedMps, .now_ms = story.now_ms}, units,
                   passed_over);
}

TEST(Successor, IsTheBestUnitThatIsAvailable) {
  Story story = sent();
  story.must(testing::assign("car-1"));
  EXPECT_EQ(successor_in(story).unit_id, "car-2");
}

TEST(Successor, IsNeverAUnitThatDeclinedThisIncident) {
  Story story = sent();
  story.must(testing::assign("car-1")).must(testing::decline("car-1"));
  EXPECT_EQ(story.unit("car-1").status(), v1::UNIT_STATUS_AVAILABLE);
  EXPECT_EQ(successor_in(story).unit_id, "car-2");
}

TEST(Successor, IsNeverAUnitThatLeftAnOrderOfItUnsigned) {
  Story story = given();
  story.policy = testing::acting_policy();
  story.must(report_at(0))
      .must(unit_at("car-1", 0.01))
      .must(unit_at("car-2", 0.02))
      .must(unit_at("car-3", 0.03));
  story.must(testing::assign("car-1").after(10s)).must(testing::deadlines().after(41s));
  story.must(testing::replace_by("car-2"));
  ASSERT_EQ(story.unit("car-1").status(), v1::UNIT_STATUS_AVAILABLE);
  EXPECT_EQ(successor_in(story).unit_id, "car-3");
}

TEST(Successor, IsNotOneThatWasPassedOver) {
  Story story = sent();
  story.must(testing::assign("car-1"));
  EXPECT_EQ(successor_in(story, {"car-2"}).unit_id, "car-3");
}

TEST(Successor, IsNobodyWithASentenceThatSaysWhy) {
  Story story = sent();
  story.must(testing::assign("car-1")).must(testing::decline("car-1"));
  story.must(testing::set_status(v1::UNIT_STATUS_OUT_OF_SERVICE, "car-3"));
  story.must(testing::assign("car-2"));
  const domain::Replacement nobody = successor_in(story);
  EXPECT_EQ(nobody.unit_id, "");
  EXPECT_EQ(nobody.reason,
            "no other unit is available: 1 are on incidents, 1 out of service, 1 did not take it");
}

}  // namespace
}  // namespace turnout::dispatching
