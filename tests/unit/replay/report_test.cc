#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "replay/closing_report.h"
#include "replay/file_figures.h"
#include "replay/json_report.h"
#include "text/width.h"
#include "unit/replay/calls.h"

namespace turnout::replay {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Le;
using ::testing::Not;
using ::testing::ResultOf;
using ::testing::StartsWith;
using Json = nlohmann::json;

// Two calls, as the services might have them: the first in time, the second never en route.
Findings findings() {
  Findings findings;
  findings.run = "monday";
  findings.speed = 600;
  findings.zone = "UTC";
  findings.tolerance_ms = 12'000;
  findings.trace.calls =
      Calls().add("7/1", 0, {{"X", 60, 90, 300, 900}}).add("7/2", 10, {{"Y", 70, {}, {}, 100}}).calls;
  findings.trace.flaws.add(trace::Flaw::kNoEnRoute, 3);
  findings.plan_flaws.add(PlanFlaw::kSentWhileBusy, 2);
  CallRecord first;
  first.incident_id = "019cae6b-6600-7000-8000-000000000001";
  first.station_id = "north";
  first.area = v1::AREA_CLASS_RURAL;
  first.started_at_ms = *at(0);
  first.first_en_route_ms = *at(90);
  first.en_route_known_ms = *at(91);
  first.first_on_scene_ms = *at(300.25);
  first.limit_ms = 600'000;
  first.due_at_ms = *at(600);
  first.verdict = v1::CLOCK_VERDICT_MET;
  CallRecord second = first;
  second.started_at_ms = *at(10);
  second.first_en_route_ms = second.first_on_scene_ms = 0;
  second.due_at_ms = *at(610);
  second.fired_at_ms = *at(611);
  second.verdict = v1::CLOCK_VERDICT_BREACHED;
  findings.records = {first, second};
  findings.compliance.set_incidents(2);
  findings.compliance.set_orders(2);
  for (const RecordedStage& stage : kRecordedStages) {
    *findings.compliance.add_stages() = file_figures(stage.stage, findings.trace.calls);
  }
  conclude(findings);
  return findings;
}

TEST(JsonReport, HasAnObjectForEveryCall) {
  const Json report = Json::parse(json_report(findings()));
  EXPECT_EQ(report["calls"][0], Json::parse(R"({
    "call": "7/1", "incident_id": "019cae6b-6600-7000-8000-000000000001", "station": "north", "area": "rural",
    "received": "2026-03-02T12:00:00Z", "first_en_route": "2026-03-02T12:01:30Z",
    "first_on_scene": "2026-03-02T12:05:00.250Z", "turnout_limit_s": 600, "turnout_verdict": "met"})"));
  EXPECT_EQ(report["calls"][1]["first_en_route"], nullptr);
  EXPECT_EQ(report["calls"][1]["first_on_scene"], nullptr);
  EXPECT_EQ(report["calls"][1]["turnout_verdict"], "breached");
}

TEST(JsonReport, HasTheStageTableAndTheCountsOfFlaws) {
  const Json report = Json::parse(json_report(findings()));
  EXPECT_EQ(report["stages"]["received_to_dispatched"], Json::parse(R"({
    "count": 2, "median_s": 60, "p90_s": 60, "p95_s": 60,
    "file": {"count": 2, "median_s": 60, "p90_s": 60, "p95_s": 60}, "difference_s": 0})"));
  EXPECT_EQ(report["stages"].size(), 4U);
  EXPECT_EQ(report["flaws"]["no_en_route"], 1);
  EXPECT_EQ(report["flaws"]["sent_while_busy"], 1);
  EXPECT_EQ(report["flaws"]["no_on_scene"], 0);
  EXPECT_EQ(report["run"]["as_the_file"], true);
  EXPECT_EQ(report["turnout"]["rural"]["breached"], 1);
}

TEST(JsonReport, NamesVerdictsWithUnderscoresAndLeavesARunningOneNull) {
  Findings late = findings();
  late.records[0].verdict = v1::CLOCK_VERDICT_MET_REPORTED_LATE;
  late.records[1].verdict = v1::CLOCK_VERDICT_UNSPECIFIED;
  const Json report = Json::parse(json_report(late));
  EXPECT_EQ(report["calls"][0]["turnout_verdict"], "met_reported_late");
  EXPECT_EQ(report["calls"][1]["turnout_verdict"], nullptr);
}

TEST(Findings, AreNotAsTheFileWhenCountsOrStagesDiffer) {
  EXPECT_TRUE(findings().as_the_file());
  Findings fewer = findings();
  fewer.compliance.set_orders(1);
  conclude(fewer);
  EXPECT_THAT(fewer.faults,
              ElementsAre(HasSubstr("2 incidents and 1 orders in the period, the trace 2 and 2")));
  Findings slower = findings();
  slower.compliance.mutable_stages(0)->set_p90_ms(73'000);
  conclude(slower);
  EXPECT_THAT(slower.faults, ElementsAre(StartsWith("received → dispatched differs from the file by 13 s")));
}

// The same findings of a file without en route.
Findings without_en_route() {
  Findings lacking = findings();
  lacking.trace.absent = {trace::Stage::kEnRoute};
  for (trace::TraceCall& call : lacking.trace.calls) {
    for (trace::TraceOrder& order : call.orders) order.en_route_at_ms.reset();
  }
  conclude(lacking);
  return lacking;
}

TEST(JsonReport, HasNothingToSayAboutWhatTheFileDoesNotHave) {
  const Json report = Json::parse(json_report(without_en_route()));
  EXPECT_EQ(report["absent"], Json::parse(R"(["en_route"])"));
  EXPECT_EQ(report["calls"][0]["turnout_verdict"], nullptr);
  EXPECT_EQ(report["calls"][0]["first_en_route"], nullptr);
  EXPECT_EQ(report["calls"][0]["first_on_scene"], "2026-03-02T12:05:00.250Z");
  EXPECT_EQ(report["stages"]["dispatched_to_en_route"], nullptr);
  EXPECT_EQ(report["stages"]["received_to_dispatched"]["count"], 2);
  EXPECT_EQ(report["turnout"]["rural"]["calls"], 2);
  EXPECT_EQ(report["turnout"]["rural"]["met"], nullptr);
  EXPECT_EQ(report["turnout"]["rural"]["file_in_time"], nullptr);
  EXPECT_EQ(report["turnout_predicted"], nullptr);
  EXPECT_EQ(report["differences"].size(), 0U);
}

TEST(ClosingReport, SaysAbsentWhereTheFileHasNoStage) {
  const auto lines = closing_report(without_en_route(), {.columns = 100, .colours = false});
  EXPECT_THAT(lines, Contains(AllOf(StartsWith("Absent"), HasSubstr("en route"))));
  EXPECT_THAT(lines, Contains(AllOf(StartsWith("rural"), HasSubstr("absent"), Not(HasSubstr("%")))));
  EXPECT_THAT(lines.back(), HasSubstr("No verdict on turnout"));
}

TEST(JsonReport, ShowsTheFilesOwnTimesWhenIdleTimeWasSkipped) {
  Findings skipped = findings();
  skipped.idle.moved_ms = {0, 3'600'000};
  skipped.idle.stretches = 1;
  const Json report = Json::parse(json_report(skipped));
  EXPECT_EQ(report["calls"][0]["received"], "2026-03-02T12:00:00Z");
  EXPECT_EQ(report["calls"][1]["received"], "2026-03-02T13:00:10Z");
  EXPECT_EQ(report["run"]["idle_skipped_s"], 3'600);
}

TEST(Findings, AreNotAsTheFileWhenOneRowInTenCannotBeRead) {
  Findings unread = findings();
  unread.trace.rows = 20;
  for (const std::size_t row : {2, 3}) unread.trace.flaws.add(trace::Flaw::kUnreadableTime, row);
  conclude(unread);
  EXPECT_TRUE(unread.as_the_file());
  unread.trace.flaws.add(trace::Flaw::kWrongFieldCount, 4);
  conclude(unread);
  EXPECT_THAT(unread.faults, ElementsAre(HasSubstr("3 of the file's 20 rows are left out")));
}

TEST(ClosingReport, FitsItsWidthAndSaysHowItCameOut) {
  Findings many = findings();
  for (std::size_t i = 0; i < 50; ++i) {
    many.comparison.differences.push_back(
        {0, Standing::kUnexplained, std::string(70, 'x') + " because it is so"});
  }
  many.faults.push_back("a fault " + std::string(40, 'y') + " that takes " + std::string(40, 'z') +
                        " more lines");
  for (const int columns : {60, 100, 200}) {
    const auto lines = closing_report(many, {.columns = columns, .colours = false});
    EXPECT_THAT(lines, Each(ResultOf(text::display_width, Le(std::min(columns, 100)))));
    EXPECT_THAT(lines.front(), StartsWith("Calls"));
    EXPECT_THAT(lines.back(), HasSubstr("50 unexplained differences"));
  }
  const auto lines = closing_report(many, {.columns = 100, .colours = false});
  EXPECT_THAT(lines, Contains(HasSubstr("and 30 more")));
  const auto good = closing_report(findings(), {.columns = 100, .colours = false});
  EXPECT_EQ(good.back(), "Every verdict agrees with the file.");
}

}  // namespace
}  // namespace turnout::replay
