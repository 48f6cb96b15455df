#include "event_store/commit_metrics.h"

#include <gmock/gmock.h>

#include "testing/given_when_then.h"

namespace turnout::event_store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
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
  if (change.incidents.empty()) return list;
  for (const v1::StageTime& time : stages_completed_by(change.events, change.incidents.front().state))
    list.push_back(time.stage());
  return list;
}

TEST(CommitMetrics, FindsTheStagesThatACommitCompleted) {
  Story story = given(testing::report(), testing::register_unit());
  auto answer = story.when(testing::assign().after(20s));
  EXPECT_THAT(stages(last_change(story, answer.events)), ElementsAre(v1::STAGE_CALL_TO_ASSIGNED));
  answer = story.when(testing::milestone(v1::MILESTONE_ACKNOWLEDGED).after(25s));
  EXPECT_THAT(stages(last_change(story, answer.events)), ElementsAre(v1::STAGE_ASSIGNED_TO_ACKNOWLEDGED));
  answer = story.when(testing::milestone(v1::MILESTONE_EN_ROUTE).after(60s));
  EXPECT_THAT(stages(last_change(story, answer.events)),
              UnorderedElementsAre(v1::STAGE_ASSIGNED_TO_EN_ROUTE, v1::STAGE_CALL_TO_EN_ROUTE));
}

TEST(CommitMetrics, FindsNoStageForACommandThatCompletesNone) {
  Story story = given(testing::report());
  const auto answer = story.when(testing::note());
  EXPECT_THAT(stages(last_change(story, answer.events)), IsEmpty());
}

TEST(CommitMetrics, AUnitsOwnCommandCompletesNoStage) {
  Story story;
  const auto answer = story.when(testing::register_unit());
  domain::Change change;
  change.events = answer.events;
  change.units.push_back({.from_version = 0, .state = story.unit()});
  EXPECT_THAT(stages(change), IsEmpty());
}

// A story whose commits are counted.
struct Counted {
  template <class Step>
  Counted& take(const Step& step) {
    const auto known = story.incidents().find(kIncident);
    v1::Incident before;
    before.set_id(kIncident);
    if (known != story.incidents().end()) before = known->second;
    const testing::Answer answer = story.when(step);
    domain::Change change;
    change.events = answer.events;
    if (story.incidents().contains(kIncident)) change = last_change(story, answer.events);
    count({.incident = before}, change, metrics);
    return *this;
  }
  std::string text() const { return metrics.text(); }

  Story story = {};
  telemetry::Metrics metrics{{.service = "test", .version = "test"}};
};

TEST(CommitMetrics, CountsAStageWithItsDurationUnderTheIncidentsAreaAndPriority) {
  Counted counted;
  counted.take(testing::register_unit()).take(testing::report().rural()).take(testing::assign().after(20s));
  EXPECT_THAT(
      counted.text(),
      HasSubstr(
          R"(turnout_stage_duration_seconds_sum{area="rural",priority="urgent",stage="call_to_assigned"} 20)"));
}

TEST(CommitMetrics, CountsReportsOrdersMilestonesAndBreaches) {
  Counted counted;
  counted.take(testing::register_unit()).take(testing::report().urban());
  counted.take(testing::deadlines().after(61s)).take(testing::assign().after(70s));
  counted.take(testing::milestone(v1::MILESTONE_EN_ROUTE).after(80s));
  const std::string text = counted.text();
  EXPECT_THAT(text, HasSubstr(R"(turnout_incidents_reported_total{area="urban",source="line_110"} 1)"));
  EXPECT_THAT(text, HasSubstr("turnout_orders_total 1"));
  EXPECT_THAT(text, HasSubstr(R"(turnout_milestones_total{milestone="en_route"} 1)"));
  EXPECT_THAT(text, HasSubstr(R"(turnout_deadline_breaches_total{area="urban",clock="assign"} 1)"));
  EXPECT_THAT(text, HasSubstr("turnout_deadline_lateness_seconds_sum 1"));
}

TEST(CommitMetrics, CountsWarningsRungsAndAcknowledgements) {
  Counted counted;
  counted.story.policy = testing::acting_policy();
  counted.take(testing::report().urban());
  counted.take(testing::deadlines().after(181s)).take(testing::deadlines().after(301s));
  counted.take(testing::acknowledge(v1::CLOCK_KIND_TURNOUT).after(310s));
  const std::string text = counted.text();
  EXPECT_THAT(text, HasSubstr(R"(turnout_deadline_warnings_total{clock="turnout"} 1)"));
  EXPECT_THAT(text, HasSubstr(R"(turnout_escalations_raised_total{clock="turnout",role="shift_leader"} 1)"));
  EXPECT_THAT(text, HasSubstr(R"(turnout_escalations_acknowledged_total{clock="turnout"} 1)"));
}

TEST(CommitMetrics, CountsAnOrderOnceThatMovesWithALink) {
  Counted counted;
  counted.take(testing::report())
      .take(testing::report(testing::kOtherIncident))
      .take(testing::register_unit());
  counted.take(testing::assign().on(testing::kOtherIncident).after(20s));
  const std::string before = counted.text();
  counted.take(testing::link(testing::kOtherIncident).after(30s));
  ASSERT_EQ(counted.story.incident().orders_size(), 1);
  const auto line = [](const std::string& text, const std::string& name) {
    const std::size_t at = text.find("\n" + name);
    return at == std::string::npos ? "" : text.substr(at + 1, text.find('\n', at + 1) - at - 1);
  };
  EXPECT_EQ(line(counted.text(), "turnout_orders_total"), line(before, "turnout_orders_total"));
}

std::string ended(const std::string& clock, const std::string& outcome) {
  return "turnout_clocks_ended_total{area=\"urban\",clock=\"" + clock + "\",outcome=\"" + outcome + "\"} 1\n";
}

TEST(CommitMetrics, CountsEachClockOnceByHowItEnded) {
  Counted counted;
  counted.take(testing::register_unit()).take(testing::report().urban());
  counted.take(testing::deadlines().after(61s)).take(testing::assign().after(70s));
  EXPECT_THAT(counted.text(), HasSubstr(ended("assign", "breached")));
  EXPECT_THAT(counted.text(), Not(HasSubstr(ended("acknowledge", "met"))));
  counted.take(testing::milestone(v1::MILESTONE_EN_ROUTE).after(80s));
  counted.take(testing::cancel().after(90s)).take(testing::reopen().after(91s));
  EXPECT_THAT(counted.text(), HasSubstr(ended("assign", "breached")));
  EXPECT_THAT(counted.text(), HasSubstr(ended("acknowledge", "met")));
  EXPECT_THAT(counted.text(), HasSubstr(ended("turnout", "met")));
  EXPECT_THAT(counted.text(), HasSubstr(ended("arrival", "cancelled")));
}

TEST(CommitMetrics, CountsTheTurnoutsOfTheCitysStations) {
  Counted counted;
  counted.metrics.set_stations({"station-urban", "station-rural"});
  counted.take(testing::register_unit()).take(testing::report().urban()).take(testing::assign().after(70s));
  counted.take(testing::deadlines().after(301s));
  counted.take(testing::milestone(v1::MILESTONE_EN_ROUTE).after(310s));
  const std::string series = "turnout_station_turnouts_total{outcome=";
  EXPECT_THAT(counted.text(), HasSubstr(series + "\"late\",station=\"station-urban\"} 1\n"));
  EXPECT_THAT(counted.text(), HasSubstr(series + "\"in_time\",station=\"station-urban\"} 0\n"));
  EXPECT_THAT(counted.text(), HasSubstr(series + "\"in_time\",station=\"station-rural\"} 0\n"));
}

TEST(CommitMetrics, AStationThatIsNotOfTheCityGetsNoSeriesOfItsOwn) {
  Counted counted;
  counted.metrics.set_stations({"station-rural"});
  counted.take(testing::register_unit()).take(testing::report().urban()).take(testing::assign().after(70s));
  counted.take(testing::milestone(v1::MILESTONE_EN_ROUTE).after(80s));
  EXPECT_THAT(counted.text(), Not(HasSubstr("station-urban")));
  EXPECT_THAT(counted.text(),
              HasSubstr(R"(turnout_station_turnouts_total{outcome="in_time",station="unspecified"} 1)"));
}

}  // namespace
}  // namespace turnout::event_store
