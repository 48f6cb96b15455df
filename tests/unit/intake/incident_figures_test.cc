#include "intake/incident_figures.h"

#include <gmock/gmock.h>

#include <chrono>

#include "testing/given_when_then.h"
#include "testing/run.h"

namespace turnout::intake {
namespace {

using namespace std::chrono_literals;
using testing::assign;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::kOtherIncident;
using ::testing::Pair;
using testing::register_unit;
using testing::report;
using testing::Story;

telemetry::OpenIncidents figures_after(const Story& story, std::chrono::milliseconds since_call) {
  std::map<std::string, event_store::IncidentState> open;
  for (const auto& [id, incident] : story.incidents()) {
    if (incident.status() == v1::INCIDENT_STATUS_OPEN) open[id] = std::make_shared<v1::Incident>(incident);
  }
  boost::asio::io_context io;
  return testing::run(io, figures_of(io, open, testing::kCallAtMs + since_call.count()));
}

TEST(IncidentFigures, AreZeroWhileNothingIsOpen) {
  const telemetry::OpenIncidents figures = figures_after(Story(), 10s);
  EXPECT_THAT(figures.by_station, IsEmpty());
  EXPECT_EQ(figures.unassigned, 0U);
  EXPECT_EQ(figures.oldest_age, 0s);
}

TEST(IncidentFigures, CountWhatIsOpenByStationAndTellTheAgeOfTheOldest) {
  Story story;
  story.must(report().urban()).must(report(kOtherIncident).rural().after(5s));
  const telemetry::OpenIncidents figures = figures_after(story, 10s);
  EXPECT_THAT(figures.by_station, ElementsAre(Pair("station-rural", 1), Pair("station-urban", 1)));
  EXPECT_EQ(figures.oldest_age, 10s);
  EXPECT_EQ(figures.overdue, 0U);
}

TEST(IncidentFigures, AnIncidentIsOverdueSinceItsOldestPassedDeadline) {
  Story story;
  story.must(report()).must(testing::deadlines().after(61s)).must(testing::deadlines().after(301s));
  const telemetry::OpenIncidents figures = figures_after(story, 310s);
  EXPECT_EQ(figures.overdue, 1U);
  EXPECT_EQ(figures.oldest_overdue_age, 250s);
}

TEST(IncidentFigures, AnIncidentIsUnassignedWhileNobodyIsOnItAndThereIsNoResult) {
  Story story;
  story.must(report()).must(register_unit()).must(register_unit("car-2"));
  EXPECT_EQ(figures_after(story, 10s).unassigned, 1U);
  EXPECT_EQ(figures_after(story, 10s).oldest_unassigned_age, 10s);
  story.must(assign().after(20s));
  EXPECT_EQ(figures_after(story, 20s).unassigned, 0U);
  story.must(testing::decline().after(30s));
  EXPECT_EQ(figures_after(story, 30s).unassigned, 1U);
  story.must(assign("car-2").after(40s));
  story.must(testing::milestone(v1::MILESTONE_CLEARED, "car-2").after(50s));
  EXPECT_EQ(figures_after(story, 50s).unassigned, 1U);
  EXPECT_EQ(figures_after(story, 55s).oldest_unassigned_age, 5s);
  story.must(testing::disposition().after(60s));
  EXPECT_EQ(figures_after(story, 60s).unassigned, 0U);
}

TEST(IncidentFigures, NobodyHasToGoToAComplaint) {
  Story story;
  story.policy = testing::acting_policy();
  story.must(report().with(
      [](v1::ReportIncidentRequest& request) { request.set_kind(v1::INCIDENT_KIND_COMPLAINT); }));
  EXPECT_EQ(figures_after(story, 10s).unassigned, 0U);
}

TEST(IncidentFigures, AClockIsAtRiskFromTheForetellingUntilItIsInTimeAgainOrHasFired) {
  Story story;
  story.must(report()).must(testing::predict(v1::CLOCK_KIND_TURNOUT, true, 320s).after(10s));
  EXPECT_THAT(figures_after(story, 10s).at_risk, ElementsAre(Pair(v1::CLOCK_KIND_TURNOUT, 1)));
  Story fired = story;
  fired.must(testing::deadlines().after(301s));
  EXPECT_THAT(figures_after(fired, 301s).at_risk, IsEmpty());
  story.must(testing::predict(v1::CLOCK_KIND_TURNOUT, false, 200s).after(20s));
  EXPECT_THAT(figures_after(story, 20s).at_risk, IsEmpty());
}

TEST(IncidentFigures, CountThePagedClocksThatAreOverdueByStationWhetherTheyHaveFiredOrNot) {
  const Story story = testing::given(testing::report());
  const auto overdue = figures_after(story, 301s).overdue_clocks;
  EXPECT_EQ(overdue.at({v1::CLOCK_KIND_TURNOUT, "station-urban"}), 1U);
  EXPECT_EQ(overdue.at({v1::CLOCK_KIND_ASSIGN, "station-urban"}), 1U);
  EXPECT_TRUE(figures_after(story, 60s).overdue_clocks.empty());
}

TEST(IncidentFigures, CountMoreThanOneStepTakes) {
  std::map<std::string, event_store::IncidentState> open;
  const auto incident = std::make_shared<v1::Incident>(testing::given(report()).incident());
  for (int number = 0; number < 2'500; ++number) open[std::to_string(number)] = incident;
  boost::asio::io_context io;
  EXPECT_EQ(testing::run(io, figures_of(io, open, testing::kCallAtMs)).by_station.at("station-urban"),
            2'500U);
}

TEST(IncidentFigures, CountWhatHasBeenOverdueForMoreThanAShiftByStation) {
  Story story = testing::given(testing::report());
  story.when(testing::deadlines().after(301s));
  EXPECT_TRUE(figures_after(story, 8h).forgotten_by_station.empty());
  EXPECT_EQ(figures_after(story, 8h + 301s).forgotten_by_station.at("station-urban"), 1U);
}

}  // namespace
}  // namespace turnout::intake
