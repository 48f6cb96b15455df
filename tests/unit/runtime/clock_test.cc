#include "runtime/clock.h"

#include <gtest/gtest.h>

#include <cmath>

namespace turnout::runtime {
namespace {

using namespace std::chrono_literals;

constexpr Milliseconds kWall{1'800'000'000'000};

// A host whose wall clock a test can set.
class HostClock : public ::testing::Test {
 protected:
  // `wall_rate`: wall seconds a real second.
  void pass(Milliseconds time, double wall_rate = 1) {
    host_.monotonic += time;
    host_.wall += time * wall_rate;
  }
  void set_wall(Milliseconds by) { host_.wall += by; }

  // The seconds pass one by one, and the clock follows at the end of each.
  void follow_for(std::chrono::seconds time, double wall_rate = 1) {
    for (auto left = time; left > 0s; left -= 1s) {
      pass(1s, wall_rate);
      clock_.follow_host();
    }
  }

  // What the clock shows beyond the time that has really passed.
  Milliseconds gained() const { return clock_.wall() - kWall - (host_.monotonic - kStart); }

  static constexpr Milliseconds kStart{5'000'000};
  HostTime host_{.wall = kWall, .monotonic = kStart};
  ServiceClock clock_{{.sim_ms = 0, .wall_ms = 0, .speed = 1}, [this] { return host_; }};
};

TEST_F(HostClock, ThatIsSetMovesNothing) {
  for (const Milliseconds by : {Milliseconds(1h), Milliseconds(-1h), Milliseconds(48h), Milliseconds(-48h),
                                Milliseconds(501), Milliseconds(-501)}) {
    set_wall(by);
    EXPECT_NEAR(clock_.follow_host().count(), by.count(), 0.01);
    follow_for(60s);
    EXPECT_NEAR(gained().count(), 0, 0.01) << by.count();
    set_wall(-by);
  }
}

TEST_F(HostClock, ThatDriftsIsFollowed) {
  follow_for(3'600s, 1 + 100e-6);
  EXPECT_NEAR(gained().count(), 360, 0.5);
  EXPECT_NEAR(clock_.follow_host().count(), 0, 0.5);
  follow_for(3'600s, 1 - 100e-6);
  EXPECT_NEAR(gained().count(), 0, 0.5);
}

TEST_F(HostClock, ThatIsHalfASecondOffIsCaughtUpWithInAThousandSeconds) {
  for (const Milliseconds by : {500ms, -500ms}) {
    set_wall(by);
    clock_.follow_host();
    const Milliseconds before = gained();
    follow_for(100s);
    EXPECT_NEAR((gained() - before).count(), std::copysign(50, by.count()), 0.01);
    follow_for(901s);
    EXPECT_NEAR(clock_.follow_host().count(), 0, 0.01);
    set_wall(-by);
    follow_for(1'001s);
  }
}

TEST_F(HostClock, ThatIsBehindNeverMakesItGoBack) {
  std::int64_t newest = clock_.now_ms();
  set_wall(-400ms);
  for (int i = 0; i < 10'000; ++i) {
    if (i % 1'000 == 0) clock_.follow_host();
    pass(100us);
    EXPECT_GE(clock_.now_ms(), newest);
    newest = clock_.now_ms();
  }
}

TEST_F(HostClock, IsCaughtUpWithAndNotOvertakenWhenNobodyLooksAgain) {
  set_wall(10ms);
  clock_.follow_host();
  pass(1h);
  EXPECT_NEAR(gained().count(), 10, 0.01);
}

TEST_F(HostClock, IsTakenAnewWhenTheClockIsSetByIt) {
  set_wall(1h);
  clock_.set_by_host();
  EXPECT_NEAR(gained().count(), Milliseconds(1h).count(), 0.01);
}

TEST_F(HostClock, IsNotFollowedByAReplay) {
  const auto sim_ms = std::int64_t{1'000'000};
  ServiceClock replay({.sim_ms = sim_ms, .wall_ms = std::llround(kWall.count()), .speed = 600},
                      [this] { return host_; });
  set_wall(100ms);
  EXPECT_NEAR(replay.follow_host().count(), 100, 0.01);
  pass(10s);
  EXPECT_EQ(replay.now_ms(), sim_ms + 6'000'000);
  EXPECT_EQ(replay.real_until_after(sim_ms + 6'000'000 + 599), 1ms);
}

// Passes exactly the time that the clock names; two microseconds before its end the instant is not over yet.
TEST_F(HostClock, TellsHowLongToSleepWhileItCatchesUpAndAfterwards) {
  for (const Milliseconds by : {0ms, 300ms, -300ms}) {
    for (const Milliseconds sleep :
         {Milliseconds(3ms), Milliseconds(599s), Milliseconds(601s), Milliseconds(2h)}) {
      set_wall(kWall + (host_.monotonic - kStart) - host_.wall);
      follow_for(1'000s);
      set_wall(by);
      clock_.follow_host();
      const std::int64_t at_ms = clock_.now_ms() + std::llround(sleep.count());
      const Milliseconds left = clock_.real_until_after(at_ms);
      EXPECT_NEAR(left.count(), sleep.count(), std::abs(by.count()) + 1);
      pass(left - Milliseconds(2us));
      EXPECT_LE(clock_.now_ms(), at_ms);
      pass(4us);
      EXPECT_EQ(clock_.now_ms(), at_ms + 1);
      EXPECT_EQ(clock_.real_until_after(at_ms), 0ns);
    }
  }
}

}  // namespace
}  // namespace turnout::runtime
