#include "replay/comparison.h"

#include <gmock/gmock.h>

#include "unit/replay/calls.h"

namespace turnout::replay {
namespace {

using ::testing::HasSubstr;

constexpr std::int64_t kLimitMs = 300'000;
constexpr std::int64_t kToleranceMs = 12'000;

// What the services have of a call received at 0 s: its first en route, when they were told, the verdict.
CallRecord record(std::optional<double> en_route, double told, v1::ClockVerdict verdict) {
  CallRecord record;
  record.incident_id = "an incident";
  record.area = v1::AREA_CLASS_URBAN;
  record.started_at_ms = *at(0);
  record.limit_ms = kLimitMs;
  record.due_at_ms = *at(300);
  record.verdict = verdict;
  if (en_route) {
    record.first_en_route_ms = *at(en_route);
    record.en_route_known_ms = *at(told);
  }
  const bool fired = verdict == v1::CLOCK_VERDICT_BREACHED || verdict == v1::CLOCK_VERDICT_MET_REPORTED_LATE;
  if (fired) record.fired_at_ms = *at(300) + 1;
  return record;
}

Calls en_route_at(std::optional<double> seconds) {
  return Calls().add("A", 0, {{"X", 60, seconds, {}, 900}});
}

Comparison compared(const Calls& trace, const CallRecord& record) {
  return compare(trace.calls, {record}, kToleranceMs);
}

// The one difference.
Difference difference(const Calls& trace, const CallRecord& record) {
  const auto differences = compared(trace, record).differences;
  EXPECT_EQ(differences.size(), 1U);
  return differences.empty() ? Difference{} : differences.front();
}

TEST(Comparison, FindsNoDifferenceWhereTheVerdictIsTheFiles) {
  EXPECT_TRUE(compared(en_route_at(100), record(100, 101, v1::CLOCK_VERDICT_MET)).differences.empty());
  EXPECT_TRUE(compared(en_route_at(300), record(300, 300, v1::CLOCK_VERDICT_MET)).differences.empty());
  EXPECT_TRUE(compared(en_route_at(400), record(400, 401, v1::CLOCK_VERDICT_BREACHED)).differences.empty());
  EXPECT_TRUE(compared(en_route_at({}), record({}, 0, v1::CLOCK_VERDICT_BREACHED)).differences.empty());
}

TEST(Comparison, ListsACallApartThatWasReportedLateCloseToItsLimit) {
  const auto found = difference(en_route_at(299), record(299, 302, v1::CLOCK_VERDICT_MET_REPORTED_LATE));
  EXPECT_EQ(found.standing, Standing::kNearLimit);
}

TEST(Comparison, ExplainsAReportThatCameAfterTheDeadline) {
  const auto found = difference(en_route_at(100), record(100, 500, v1::CLOCK_VERDICT_MET_REPORTED_LATE));
  EXPECT_EQ(found.standing, Standing::kExplained);
  EXPECT_THAT(found.reason,
              HasSubstr("en route 100 s after the call; the services received it 200 s after the "
                        "deadline"));
}

TEST(Comparison, FindsAFaultInADeadlineThatFiredThoughTheServicesHadBeenTold) {
  const auto found = difference(en_route_at(100), record(100, 120, v1::CLOCK_VERDICT_MET_REPORTED_LATE));
  EXPECT_EQ(found.standing, Standing::kUnexplained);
}

TEST(Comparison, FindsAFaultInADeadlineThatFiredBeforeItsTime) {
  CallRecord early = record({}, 0, v1::CLOCK_VERDICT_BREACHED);
  early.fired_at_ms = early.due_at_ms;
  const auto found = difference(en_route_at({}), early);
  EXPECT_EQ(found.standing, Standing::kUnexplained);
  EXPECT_THAT(found.reason, HasSubstr("too early"));
}

TEST(Comparison, FindsTheWrongVerdictUnlessTheLimitIsNear) {
  EXPECT_EQ(difference(en_route_at(100), record(100, 101, v1::CLOCK_VERDICT_BREACHED)).standing,
            Standing::kUnexplained);
  EXPECT_EQ(difference(en_route_at(400), record(400, 401, v1::CLOCK_VERDICT_MET)).standing,
            Standing::kUnexplained);
  EXPECT_EQ(difference(en_route_at({}), record({}, 0, v1::CLOCK_VERDICT_CANCELLED)).standing,
            Standing::kUnexplained);
  EXPECT_EQ(difference(en_route_at(100), record(100, 101, v1::CLOCK_VERDICT_UNSPECIFIED)).standing,
            Standing::kUnexplained);
  EXPECT_EQ(difference(en_route_at(305), record(305, 306, v1::CLOCK_VERDICT_MET)).standing,
            Standing::kNearLimit);
}

TEST(Comparison, ExplainsAnArrivalWithoutEnRoute) {
  CallRecord implied = record(200, 201, v1::CLOCK_VERDICT_MET);
  implied.en_route_implied = true;
  const Calls trace = Calls().add("A", 0, {{"X", 60, {}, 200, 900}});
  EXPECT_EQ(difference(trace, implied).standing, Standing::kExplained);
}

TEST(Comparison, FindsAFaultInACallThatIsMissingOrStartsAtAnotherTime) {
  EXPECT_EQ(difference(en_route_at(100), CallRecord()).standing, Standing::kUnexplained);
  CallRecord moved = record(100, 101, v1::CLOCK_VERDICT_MET);
  moved.started_at_ms += 1'000;
  EXPECT_EQ(difference(en_route_at(100), moved).standing, Standing::kUnexplained);
}

TEST(Comparison, CountsVerdictsByArea) {
  const Calls trace = Calls()
                          .add("A", 0, {{"X", 60, 100, {}, 900}})
                          .add("B", 0, {{"Y", 60, 400, {}, 900}})
                          .add("C", 0, {{"Z", 60, 299, {}, 900}});
  const auto area =
      compare(trace.calls,
              {record(100, 101, v1::CLOCK_VERDICT_MET), record(400, 401, v1::CLOCK_VERDICT_BREACHED),
               record(299, 301, v1::CLOCK_VERDICT_MET_REPORTED_LATE)},
              kToleranceMs)
          .areas.at(v1::AREA_CLASS_URBAN);
  EXPECT_EQ(area.calls, 3U);
  EXPECT_EQ(area.met, 1U);
  EXPECT_EQ(area.met_reported_late, 1U);
  EXPECT_EQ(area.breached, 1U);
  EXPECT_EQ(area.other, 0U);
  EXPECT_EQ(area.file_in_time, 2U);
}

v1::ComplianceRow row_with(v1::Stage stage, std::uint64_t count, std::int64_t median_ms) {
  v1::ComplianceRow row;
  v1::StageFigures& figures = *row.add_stages();
  figures.set_stage(stage);
  figures.set_count(count);
  figures.set_median_ms(median_ms);
  figures.set_p90_ms(median_ms);
  figures.set_p95_ms(median_ms);
  return row;
}

TEST(StageComparison, HoldsTheServicesFiguresAgainstTheFiles) {
  const Calls trace = Calls().add("A", 0, {{"X", 60, {}, {}, 900}});
  const auto stage = [&](std::uint64_t count, std::int64_t median_ms) {
    return compare_stages(row_with(v1::STAGE_CALL_TO_ASSIGNED, count, median_ms), trace.calls, kToleranceMs,
                          0)
        .front();
  };
  EXPECT_TRUE(stage(1, 60'000).equal);
  EXPECT_EQ(stage(1, 60'000).difference_ms, 0);
  EXPECT_TRUE(stage(1, 72'000).equal);
  EXPECT_FALSE(stage(1, 72'001).equal);
  EXPECT_FALSE(stage(2, 60'000).equal);
}

}  // namespace
}  // namespace turnout::replay
