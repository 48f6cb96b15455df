#include "replay/idle_time.h"

#include <gmock/gmock.h>

#include "unit/replay/calls.h"

namespace turnout::replay {
namespace {

using ::testing::ElementsAre;

constexpr double kHour = 3'600;

TEST(IdleTime, IsSkippedButForAMinuteOnceEveryClockHasEnded) {
  Calls trace = Calls()
                    .add("A", 0, {{"X", 60, 90, 300, 900}})
                    .add("B", 10 * kHour, {{"X", 10 * kHour + 60, {}, {}, {}}});
  const IdleTime idle = skip_idle(trace.calls);
  const double begins = 900 + 1'800 + 60;  // the last stage, the clocks, the minute
  EXPECT_EQ(trace.calls[0].received_at_ms, *at(0));
  EXPECT_EQ(trace.calls[1].received_at_ms, *at(begins));
  EXPECT_EQ(trace.calls[1].orders[0].dispatched_at_ms, at(begins + 60));
  EXPECT_THAT(idle.moved_ms, ElementsAre(0, *at(10 * kHour) - *at(begins)));
  EXPECT_EQ(idle.stretches, 1U);
}

TEST(IdleTime, IsNoneWhileACallIsUnderWay) {
  Calls trace = Calls()
                    .add("A", 0, {{"X", 60, 90, 300, 9 * kHour}})
                    .add("B", 9 * kHour, {{"Y", 9 * kHour, {}, {}, {}}});
  EXPECT_EQ(skip_idle(trace.calls).stretches, 0U);
  EXPECT_EQ(trace.calls[1].received_at_ms, *at(9 * kHour));
}

TEST(IdleTime, EndsAtAStageThatWasNotedBeforeItsCall) {
  Calls trace =
      Calls().add("A", 0, {{"X", 60, 90, 300, 900}}).add("B", 10 * kHour, {{"Y", 9 * kHour, {}, {}, {}}});
  skip_idle(trace.calls);
  EXPECT_EQ(trace.calls[1].orders[0].dispatched_at_ms, at(900 + 1'800 + 60));
}

TEST(IdleTime, AddsUpOverSeveralStretches) {
  Calls trace = Calls()
                    .add("A", 0, {{"X", 0, {}, {}, {}}})
                    .add("B", kHour, {{"X", kHour, {}, {}, {}}})
                    .add("C", 2 * kHour, {{"X", 2 * kHour, {}, {}, {}}});
  const IdleTime idle = skip_idle(trace.calls);
  const std::int64_t one = 1'000 * (3'600 - 1'800 - 60);
  EXPECT_THAT(idle.moved_ms, ElementsAre(0, one, 2 * one));
  EXPECT_EQ(idle.skipped_ms(), 2 * one);
}

}  // namespace
}  // namespace turnout::replay
