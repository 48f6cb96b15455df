#include "domain/terminal_clock.h"

#include <gtest/gtest.h>

#include "domain/last_positions.h"

namespace turnout::domain {
namespace {

constexpr std::int64_t kNow = 1'760'000'000'000;
constexpr std::int64_t kHour = 3'600'000;

v1::Fix report(std::int64_t device_at_ms, double longitude = 100) {
  v1::Fix fix;
  fix.set_unit_id("car-1");
  fix.mutable_position()->set_longitude_deg(longitude);
  fix.set_at_ms(device_at_ms);
  return fix;
}

TEST(TerminalClock, IsLearnedFromTwoContactsThatAgree) {
  v1::TerminalClock clock;
  observe(clock, kNow - kHour, kNow);
  EXPECT_EQ(clock.offset_ms(), 0) << "one late report says nothing";
  observe(clock, kNow - kHour + 20'000, kNow + 20'500);
  EXPECT_EQ(clock.offset_ms(), kHour + 500);
  EXPECT_TRUE(is_wrong(clock));
  observe(clock, kNow + 40'000, kNow + 40'000);
  observe(clock, kNow + 60'000, kNow + 60'000);
  EXPECT_EQ(clock.offset_ms(), 0) << "it was set right";
}

TEST(TerminalClock, OfAFastTerminalIsNegative) {
  v1::TerminalClock clock;
  for (int i = 0; i < 2; ++i) observe(clock, kNow + i * 10'000 + 300'000, kNow + i * 10'000);
  EXPECT_EQ(clock.offset_ms(), -300'000);
}

// Pressed within two seconds in a tunnel, sent within two seconds behind it.
TEST(TerminalClock, IsNotLearnedFromWhatAnOfflineTerminalKept) {
  v1::TerminalClock clock;
  observe(clock, kNow - kHour, kNow);
  observe(clock, kNow - kHour + 1'000, kNow + 1'000);
  EXPECT_EQ(clock.offset_ms(), 0);
}

TEST(TerminalClock, WithinTwoSecondsIsRight) {
  v1::TerminalClock clock;
  for (int i = 0; i < 2; ++i) observe(clock, kNow + i * 10'000 - 1'900, kNow + i * 10'000);
  EXPECT_EQ(clock.offset_ms(), 0);
}

TEST(NextFix, OfAClockThatWasSetBackIsTakenByArrivalOnceThatIsKnown) {
  v1::Fix last = next_fix(report(kNow, 100), {}, kNow).fix;
  const NextFix first = next_fix(report(kNow + 10'000 - kHour, 101), last, kNow + 10'000);
  EXPECT_EQ(first.quality, FixQuality::kOutdated) << "it may have come late";
  const NextFix second = next_fix(report(kNow + 20'000 - kHour, 102), first.fix, kNow + 20'000);
  EXPECT_EQ(second.quality, FixQuality::kTaken);
  EXPECT_EQ(second.fix.position().longitude_deg(), 102);
  EXPECT_EQ(second.fix.at_ms(), kNow + 20'000);
  EXPECT_EQ(second.fix.terminal_clock().offset_ms(), kHour);
}

TEST(NextFix, ThatIsYearsOldIsNone) {
  constexpr std::int64_t kGpsRolloverMs = 1'024LL * 7 * 24 * kHour;
  const v1::Fix last = next_fix(report(kNow, 100), {}, kNow).fix;
  const NextFix rolled = next_fix(report(kNow + 10'000 - kGpsRolloverMs, 101), last, kNow + 10'000);
  EXPECT_EQ(rolled.quality, FixQuality::kNoFix);
  EXPECT_EQ(rolled.fix.position().longitude_deg(), 100) << "the last one is kept";
  EXPECT_EQ(rolled.fix.at_ms(), kNow);
  EXPECT_EQ(rolled.fix.received_at_ms(), kNow + 10'000) << "it was a contact all the same";
}

TEST(NextFix, InTheFutureIsNow) {
  EXPECT_EQ(next_fix(report(kNow + kHour), {}, kNow).fix.at_ms(), kNow);
}

TEST(Contact, ByPositionShowsThatAPressCouldHaveComeBefore) {
  LastPositions last;
  last["car-1"] = next_fix(report(kNow), {}, kNow).fix;
  last["car-1"] = next_fix(report(kNow + 50'000), last["car-1"], kNow + 50'000).fix;
  const std::int64_t now_ms = kNow + 51'000;
  EXPECT_TRUE(could_have_reported("car-1", kNow + 20'000, 2'000, now_ms, last));
  EXPECT_FALSE(could_have_reported("car-1", kNow + 49'000, 2'000, now_ms, last)) << "within the tolerance";
  EXPECT_FALSE(could_have_reported("car-2", kNow + 20'000, 2'000, now_ms, last));
}

TEST(Contact, ThatHasJustComeBackLeavesTimeToSendWhatWasKept) {
  LastPositions last;
  last["car-1"] = next_fix(report(kNow), {}, kNow).fix;
  const std::int64_t back_ms = kNow + 300'000;
  last["car-1"] = next_fix(report(back_ms), last["car-1"], back_ms).fix;
  EXPECT_FALSE(could_have_reported("car-1", kNow + 60'000, 2'000, back_ms + 5'000, last));
  EXPECT_TRUE(could_have_reported("car-1", kNow + 60'000, 2'000, back_ms + 31'000, last));
}

}  // namespace
}  // namespace turnout::domain
