#include "unit_selection/predict.h"

#include <gtest/gtest.h>

#include <optional>

#include "district.h"

namespace turnout::unit_selection {
namespace {

using namespace std::chrono_literals;
using testing::assign;
using testing::Duration;
using testing::given;
using testing::kCallAtMs;
using testing::milestone;
using testing::Story;

constexpr v1::ClockKind kTurnout = v1::CLOCK_KIND_TURNOUT;
constexpr v1::ClockKind kArrival = v1::CLOCK_KIND_ARRIVAL;
constexpr std::int64_t kHundredthMs = 111'200;  // for 0.01°
constexpr std::int64_t kToleranceMs = 300;

// What is predicted of a clock when nothing has happened since, told as time since the call.
std::optional<domain::Prediction> predicted(const Story& story, v1::ClockKind kind, Duration since_call) {
  const v1::Policy policy = with_speeds(story.policy);
  const domain::Context context{
      .now_ms = kCallAtMs + since_call.count(), .policy = policy, .roster = story.roster};
  for (domain::Prediction& prediction : predict(story.incident(), context, units_of(story))) {
    if (prediction.kind != kind) continue;
    prediction.predicted_at_ms -= kCallAtMs;
    if (prediction.alternative_at_ms != 0) prediction.alternative_at_ms -= kCallAtMs;
    return prediction;
  }
  return std::nullopt;
}

TEST(Prediction, WithoutAnOrderTakesTheBestAvailableUnitToBeSentNow) {
  const Story story = given(report_at(0), unit_at("far", 0.05), unit_at("near", 0.01));
  EXPECT_EQ(predicted(story, kTurnout, 20s)->predicted_at_ms, 110'000);
  EXPECT_NEAR(static_cast<double>(predicted(story, kArrival, 20s)->predicted_at_ms), 110'000 + kHundredthMs,
              kToleranceMs);
}

TEST(Prediction, WithoutAnOrderIsLateOnceATurnoutTimeIsAllThatIsLeft) {
  const Story story = given(report_at(0), unit_at("near", 0.01));
  EXPECT_FALSE(predicted(story, kTurnout, 210s)->late);
  const auto late = predicted(story, kTurnout, 210'001ms);
  EXPECT_TRUE(late->late);
  EXPECT_EQ(late->alternative_unit_id, "near");
  EXPECT_EQ(late->alternative_at_ms, 300'001);
}

TEST(Prediction, WithNoUnitAtAllIsOfTheTurnoutAlone) {
  const Story story = given(report_at(0));
  EXPECT_TRUE(predicted(story, kTurnout, 250s)->late);
  EXPECT_EQ(predicted(story, kTurnout, 250s)->alternative_unit_id, "");
  EXPECT_FALSE(predicted(story, kArrival, 250s));
}

TEST(Prediction, CountsTheTurnoutTimeFromTheOrderAndNeverBeforeNow) {
  Story story = given(report_at(0), unit_at("car-1", 0.01), assign("car-1").after(30s));
  EXPECT_EQ(predicted(story, kTurnout, 40s)->predicted_at_ms, 120'000);
  EXPECT_EQ(predicted(story, kTurnout, 200s)->predicted_at_ms, 200'000);
  EXPECT_NEAR(static_cast<double>(predicted(story, kArrival, 40s)->predicted_at_ms), 120'000 + kHundredthMs,
              kToleranceMs);
}

TEST(Prediction, TakesThePolicysTurnoutTime) {
  Story story = given(report_at(0), unit_at("car-1", 0.01), assign("car-1").after(30s));
  story.policy.set_turnout_time_ms(20'000);
  EXPECT_EQ(predicted(story, kTurnout, 40s)->predicted_at_ms, 50'000);
}

TEST(Prediction, OfAUnitUnderWayGoesOnFromItsLastPosition) {
  Story story = given(report_at(0), unit_at("car-1", 0.05), assign("car-1").after(30s));
  story.must(milestone(v1::MILESTONE_EN_ROUTE, "car-1").after(100s).with([](auto& request) {
    *request.mutable_position() = at(0.02);
  }));
  EXPECT_FALSE(predicted(story, kTurnout, 100s)) << "turned out: nothing left to predict";
  EXPECT_NEAR(static_cast<double>(predicted(story, kArrival, 100s)->predicted_at_ms),
              100'000 + 2 * kHundredthMs, kToleranceMs);
  EXPECT_FALSE(predicted(story, kArrival, 600s)->late);
  EXPECT_TRUE(predicted(story, kArrival, 700s)->late) << "nothing has been heard of it: it has not moved";
}

TEST(Prediction, CountsTheOrderThatGetsThereFirst) {
  Story story = given(report_at(0), unit_at("slow", 0.08), unit_at("fast", 0.01), assign("slow").after(0s),
                      assign("fast").after(30s));
  EXPECT_NEAR(static_cast<double>(predicted(story, kArrival, 40s)->predicted_at_ms), 120'000 + kHundredthMs,
              kToleranceMs);
}

TEST(Prediction, NamesTheAvailableUnitThatWouldBeSooner) {
  Story story = given(report_at(0), unit_at("slow", 0.2), assign("slow").after(0s), unit_at("near", 0.01));
  const auto late = predicted(story, kArrival, 10s);
  EXPECT_TRUE(late->late);
  EXPECT_EQ(late->alternative_unit_id, "near");
  EXPECT_NEAR(static_cast<double>(late->alternative_at_ms), 100'000 + kHundredthMs, kToleranceMs);
}

TEST(Prediction, NamesNobodyWhereNoneWouldBeSooner) {
  Story story = given(report_at(0), unit_at("slow", 0.2), assign("slow").after(0s), unit_at("slower", 0.3));
  const auto late = predicted(story, kArrival, 10s);
  EXPECT_TRUE(late->late);
  EXPECT_EQ(late->alternative_unit_id, "");
  EXPECT_EQ(late->alternative_at_ms, 0);
}

TEST(Prediction, SaysNothingOfAnArrivalWithoutAPlace) {
  const Story story = given(testing::report().urban(), unit_at("car-1", 0.01), assign("car-1").after(10s));
  EXPECT_TRUE(predicted(story, kTurnout, 20s));
  EXPECT_FALSE(predicted(story, kArrival, 20s));
}

TEST(Prediction, SaysNothingOfAClockThatHasFiredOrEnded) {
  Story story = given(report_at(0), unit_at("car-1", 0.01));
  story.must(testing::deadlines().after(301s));
  EXPECT_FALSE(predicted(story, kTurnout, 302s));
  EXPECT_TRUE(is_predictable(story.incident())) << "the arrival still runs";
  story.must(assign("car-1").after(310s)).must(milestone(v1::MILESTONE_ON_SCENE, "car-1").after(400s));
  EXPECT_FALSE(is_predictable(story.incident()));
}

}  // namespace
}  // namespace turnout::unit_selection
