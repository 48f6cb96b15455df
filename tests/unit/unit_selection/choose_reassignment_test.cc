#include "unit_selection/choose_reassignment.h"

#include <gmock/gmock.h>

#include "district.h"

namespace turnout::unit_selection {
namespace {

using namespace std::chrono_literals;
using testing::given;
using ::testing::HasSubstr;
using testing::Story;

// Three units, the first the nearest.
Story with_three_units() {
  Story story = given(report_at(0), unit_at("car-1", 0.01), unit_at("car-2", 0.02), unit_at("car-3", 0.03));
  story.policy = with_speeds(testing::acting_policy());
  return story;
}

domain::Reassignment next_unit_in(const Story& story, const std::set<std::string>& passed_over = {}) {
  return choose_reassignment({.incident = story.incident(), .policy = story.policy, .now_ms = story.now_ms},
                             units_of(story), passed_over);
}

TEST(ChooseReassignment, IsNoUnitThatADispatcherHasRecalled) {
  Story story = with_three_units();
  story.must(testing::assign("car-1")).must(testing::recall("car-1")).must(testing::assign("car-2"));
  EXPECT_EQ(next_unit_in(story).unit_id, "car-3");
}

TEST(ChooseReassignment, IsTheBestUnitThatIsAvailable) {
  Story story = with_three_units();
  story.must(testing::assign("car-1"));
  EXPECT_EQ(next_unit_in(story).unit_id, "car-2");
}

TEST(ChooseReassignment, IsNeverAUnitThatDeclinedThisIncident) {
  Story story = with_three_units();
  story.must(testing::assign("car-1")).must(testing::decline("car-1"));
  EXPECT_EQ(story.unit("car-1").status(), v1::UNIT_STATUS_AVAILABLE);
  EXPECT_EQ(next_unit_in(story).unit_id, "car-2");
}

TEST(ChooseReassignment, IsNeverAUnitThatLeftAnOrderOfItUnsigned) {
  Story story = given();
  story.policy = testing::acting_policy();
  story.must(report_at(0))
      .must(unit_at("car-1", 0.01))
      .must(unit_at("car-2", 0.02))
      .must(unit_at("car-3", 0.03));
  story.must(testing::assign("car-1").after(10s)).must(testing::deadlines().after(41s));
  story.must(testing::reassign_to("car-2"));
  ASSERT_EQ(story.unit("car-1").status(), v1::UNIT_STATUS_AVAILABLE);
  EXPECT_EQ(next_unit_in(story).unit_id, "car-3");
}

TEST(ChooseReassignment, IsNotOneThatWasPassedOver) {
  Story story = with_three_units();
  story.must(testing::assign("car-1"));
  EXPECT_EQ(next_unit_in(story, {"car-2"}).unit_id, "car-3");
}

TEST(ChooseReassignment, IsNobodyWithASentenceThatSaysWhy) {
  Story story = with_three_units();
  story.must(testing::assign("car-1")).must(testing::decline("car-1"));
  story.must(testing::set_status(v1::UNIT_STATUS_OUT_OF_SERVICE, "car-3"));
  story.must(testing::assign("car-2"));
  const domain::Reassignment nobody = next_unit_in(story);
  EXPECT_EQ(nobody.unit_id, "");
  EXPECT_EQ(nobody.reason,
            "no other unit is available: 1 are on incidents, 1 out of service, 1 did not take it");
}

}  // namespace
}  // namespace turnout::unit_selection
