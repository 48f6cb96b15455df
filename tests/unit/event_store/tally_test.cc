#include "event_store/tally.h"

#include <gmock/gmock.h>

#include "testing/given_when_then.h"

namespace turnout::event_store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
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

std::vector<v1::Stage> stages(const domain::Change& change) {
  std::vector<v1::Stage> list;
  for (const v1::StageTime& time : stages_completed_by(change)) list.push_back(time.stage());
  return list;
}

TEST(Tally, FindsTheStagesThatACommitCompleted) {
  Story story = given(testing::report(), testing::register_unit());
  auto answer = story.when(testing::assign().after(20s));
  EXPECT_THAT(stages(last_change(story, answer.events)), ElementsAre(v1::STAGE_CALL_TO_ASSIGNED));
  answer = story.when(testing::milestone(v1::MILESTONE_ACKNOWLEDGED).after(25s));
  EXPECT_THAT(stages(last_change(story, answer.events)), ElementsAre(v1::STAGE_ASSIGNED_TO_ACKNOWLEDGED));
  answer = story.when(testing::milestone(v1::MILESTONE_EN_ROUTE).after(60s));
  EXPECT_THAT(stages(last_change(story, answer.events)),
              UnorderedElementsAre(v1::STAGE_ASSIGNED_TO_EN_ROUTE, v1::STAGE_CALL_TO_EN_ROUTE));
}

TEST(Tally, FindsNoStageForACommandThatCompletesNone) {
  Story story = given(testing::report());
  const auto answer = story.when(testing::note());
  EXPECT_THAT(stages(last_change(story, answer.events)), IsEmpty());
}

TEST(Tally, AUnitsOwnCommandCompletesNoStage) {
  Story story;
  const auto answer = story.when(testing::register_unit());
  domain::Change change;
  change.events = answer.events;
  change.units.push_back({.from_version = 0, .state = story.unit()});
  EXPECT_THAT(stages(change), IsEmpty());
}

TEST(Tally, CountsAStageWithItsDurationUnderTheIncidentsArea) {
  telemetry::Metrics metrics({.service = "test", .version = "test"});
  Story story = given(testing::report().rural(), testing::register_unit());
  const auto answer = story.when(testing::assign().after(20s));
  count(last_change(story, answer.events), metrics);
  EXPECT_THAT(metrics.text(),
              HasSubstr(R"(turnout_stage_duration_seconds_sum{area="rural",stage="call_to_assigned"} 20)"));
}

TEST(Tally, CountsReportsOrdersMilestonesAndBreaches) {
  telemetry::Metrics metrics({.service = "test", .version = "test"});
  Story story = given(testing::register_unit());
  const auto take = [&](const testing::Answer& answer) { count(last_change(story, answer.events), metrics); };
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

TEST(Tally, CountsWarningsRungsAndAcknowledgements) {
  telemetry::Metrics metrics({.service = "test", .version = "test"});
  Story story;
  story.policy = testing::acting_policy();
  const auto take = [&](const testing::Answer& answer) { count(last_change(story, answer.events), metrics); };
  take(story.when(testing::report().urban()));
  take(story.when(testing::deadlines().after(181s)));
  take(story.when(testing::deadlines().after(301s)));
  take(story.when(testing::acknowledge(v1::CLOCK_KIND_TURNOUT).after(310s)));
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr(R"(turnout_deadline_warnings_total{clock="turnout"} 1)"));
  EXPECT_THAT(text, HasSubstr(R"(turnout_escalations_raised_total{clock="turnout",role="shift_leader"} 1)"));
  EXPECT_THAT(text, HasSubstr(R"(turnout_escalations_acknowledged_total{clock="turnout"} 1)"));
}

}  // namespace
}  // namespace turnout::event_store
