#include "text/time.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <time.h>

namespace turnout::text {
namespace {

constexpr std::int64_t kNoonMs = 1'795'406'400'000;  // 2026-11-23 12:00:00 in Shanghai, 04:00:00 UTC

class Time : public testing::Test {
 protected:
  void SetUp() override { zone("Asia/Shanghai"); }
  static void zone(const char* name) {
    setenv("TZ", name, 1);
    tzset();
  }
};

TEST_F(Time, IsShownInTheLocalZone) {
  EXPECT_EQ(clock_time(kNoonMs), "12:00:00");
  EXPECT_EQ(date_time(kNoonMs), "2026-11-23 12:00:00");
  zone("UTC");
  EXPECT_EQ(date_time(kNoonMs), "2026-11-23 04:00:00");
}

TEST_F(Time, ThatIsNotKnownIsADash) {
  EXPECT_EQ(clock_time(0), "–");
}

TEST_F(Time, IsReadWithItsZone) {
  EXPECT_EQ(parse_time("2026-11-23T12:00:00+08:00", 0), kNoonMs);
  EXPECT_EQ(parse_time("2026-11-23T04:00:00Z", 0), kNoonMs);
  EXPECT_EQ(parse_time("2026-11-23T04:00:00.25Z", 0), kNoonMs + 250);
}

TEST_F(Time, IsReadInTheLocalZoneWithoutOne) {
  EXPECT_EQ(parse_time("2026-11-23 12:00:00", 0), kNoonMs);
  EXPECT_EQ(parse_time("2026-11-23 12:00", 0), kNoonMs);
  EXPECT_EQ(parse_time("2026-11-23", 0), kNoonMs - 12 * 3'600'000);
}

TEST_F(Time, OfDayIsTheLastOneBeforeNow) {
  EXPECT_EQ(parse_time("11:59:30", kNoonMs), kNoonMs - 30'000);
  EXPECT_EQ(parse_time("12:00", kNoonMs), kNoonMs);
  EXPECT_EQ(parse_time("12:01", kNoonMs), kNoonMs + 60'000 - 86'400'000) << "yesterday";
}

TEST_F(Time, ThatIsNoneIsNothing) {
  for (const char* text :
       {"", "soon", "12", "12:00:00x", "2026-02-31", "2026-11-23 25:00", "2026-11-23T12:00:00"}) {
    EXPECT_EQ(parse_time(text, kNoonMs), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace turnout::text
