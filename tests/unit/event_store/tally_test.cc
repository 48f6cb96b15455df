#include "event_store/tally.h"

#include <gmock/gmock.h>

#include "testing/given_when_then.h"

namespace turnout::event_store {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using namespace std::chrono_literals;
using testing::given;
using testing::kIncident;
using testing::Story;

// What the last command of a story changed, as it would be committed.
domain::Change last_change(const Story& story, const std::vector<v1::Event>& events) {
  domain::Change change;
  change.events = events;
  change.incidents.push_back({.from_version = 0, .state = story.incident(kIncident)});
  return change;
}

std::vector<v1::Stage> stages(const Tally& tally) {
  std::vector<v1::Stage> list;
  for (const v1::StageTime& time : tally.stages) list.push_back(time.stage());
  return list;
}

TEST(Tally, CountsTheStagesThatACommitCompleted) {
  Story story = given(testing::report().rural(), testing::register_unit());
  auto answer = story.when(testing::assign().after(20s));
  const Tally assigned = tally_of(last_change(story, answer.events));
  EXPECT_EQ(assigned.area_class, v1::AREA_CLASS_RURAL);
  EXPECT_THAT(stages(assigned), ::testing::ElementsAre(v1::STAGE_CALL_TO_ASSIGNED));
  EXPECT_EQ(assigned.stages[0].duration_ms(), 20'000);

  answer = story.when(testing::milestone(v1::MILESTONE_ACKNOWLEDGED).after(25s));
  EXPECT_THAT(stages(tally_of(last_change(story, answer.events))),
              ::testing::ElementsAre(v1::STAGE_ASSIGNED_TO_ACKNOWLEDGED));
  answer = story.when(testing::milestone(v1::MILESTONE_EN_ROUTE).after(60s));
  EXPECT_THAT(stages(tally_of(last_change(story, answer.events))),
              ::testing::UnorderedElementsAre(v1::STAGE_ASSIGNED_TO_EN_ROUTE, v1::STAGE_CALL_TO_EN_ROUTE));
}

TEST(Tally, CountsNoStageForACommandThatCompletesNone) {
  Story story = given(testing::report());
  const auto answer = story.when(testing::note());
  EXPECT_THAT(stages(tally_of(last_change(story, answer.events))), IsEmpty());
}

TEST(Tally, AUnitsOwnCommandBelongsToNoArea) {
  Story story;
  const auto answer = story.when(testing::register_unit());
  domain::Change change;
  change.events = answer.events;
  change.units.push_back({.from_version = 0, .state = story.unit()});
  const Tally tally = tally_of(change);
  EXPECT_EQ(tally.area_class, v1::AREA_CLASS_UNSPECIFIED);
  EXPECT_THAT(tally.stages, IsEmpty());
}

TEST(Tally, CountsReportsOrdersMilestonesAndBreaches) {
  telemetry::Metrics metrics({.service = "test", .version = "test"});
  Story story = given(testing::register_unit());
  const auto take = [&](const testing::Answer& answer) {
    count(tally_of(last_change(story, answer.events)), metrics);
  };
  take(story.when(testing::report().urban()));
  take(story.when(testing::deadlines().after(61s)));
  take(story.when(testing::assign().after(70s)));
  take(story.when(testing::milestone(v1::MILESTONE_EN_ROUTE).after(80s)));
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr(R"(turnout_incidents_reported_total{area="urban",source="line_110"} 1)"));
  EXPECT_THAT(text, HasSubstr("turnout_assignments_total 1"));
  EXPECT_THAT(text, HasSubstr(R"(turnout_milestones_total{milestone="en_route"} 1)"));
  EXPECT_THAT(text, HasSubstr(R"(turnout_deadline_breaches_total{area="urban",clock="assign"} 1)"));
  EXPECT_THAT(text, HasSubstr("turnout_deadline_lateness_seconds_sum 1"));
}

}  // namespace
}  // namespace turnout::event_store
