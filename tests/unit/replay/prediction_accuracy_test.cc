#include "replay/prediction_accuracy.h"

#include <gtest/gtest.h>

namespace turnout::replay {
namespace {

CallRecord call(v1::ClockVerdict verdict, std::int64_t at_risk_since_ms) {
  CallRecord record;
  record.due_at_ms = 300'000;
  record.verdict = verdict;
  record.at_risk_since_ms = at_risk_since_ms;
  return record;
}

TEST(PredictionAccuracy, CountsPredictedBreachesAndFalseAlarms) {
  const PredictionAccuracy accuracy = prediction_accuracy_of(
      {call(v1::CLOCK_VERDICT_BREACHED, 100'000), call(v1::CLOCK_VERDICT_BREACHED, 280'000),
       call(v1::CLOCK_VERDICT_BREACHED, 240'000), call(v1::CLOCK_VERDICT_BREACHED, 0),
       call(v1::CLOCK_VERDICT_MET, 200'000), call(v1::CLOCK_VERDICT_MET_REPORTED_LATE, 200'000),
       call(v1::CLOCK_VERDICT_MET, 0)});
  EXPECT_EQ(accuracy.breaches, 4U);
  EXPECT_EQ(accuracy.predicted, 3U);
  EXPECT_EQ(accuracy.median_ahead_ms, 60'000);
  EXPECT_EQ(accuracy.false_alarms, 2U);
}

TEST(PredictionAccuracy, CountsCallsThatWereWarnedOfOnce) {
  CallRecord warned = call(v1::CLOCK_VERDICT_MET, 0);
  warned.warnings = 2;
  EXPECT_EQ(prediction_accuracy_of({warned, call(v1::CLOCK_VERDICT_MET, 0)}).warned, 1U);
}

TEST(PredictionAccuracy, IsNothingOfNoCalls) {
  EXPECT_EQ(prediction_accuracy_of({}).median_ahead_ms, 0);
}

}  // namespace
}  // namespace turnout::replay
