#include "archive/local_start.h"

#include <gtest/gtest.h>

#include "time_zones/find_time_zone.h"

namespace turnout::archive {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;

v1::TimeZone zone(const std::string& name) {
  return time_zones::find_time_zone(name).value();
}

TEST(LocalStart, IsWhatTheCityClockShowed) {
  // 2026-12-31T23:30:00Z is New Year's morning in Shanghai, in the last week of 2026.
  const LocalStart start = local_start(zone("Asia/Shanghai"), 1'798'759'800'000);
  EXPECT_EQ(start.hour, "07");
  EXPECT_EQ(start.weekday, "5");
  EXPECT_EQ(start.day, "2027-01-01");
  EXPECT_EQ(start.week, "2026-W53");
  EXPECT_EQ(start.month, "2027-01");
}

TEST(LocalStart, TellsTheTwoHoursApartWhenTheClocksAreSetBack) {
  const v1::TimeZone new_york = zone("America/New_York");
  const std::int64_t half_past_one_ms = 1'793'511'000'000;  // 2026-11-01T05:30:00Z, 01:30 for the first time
  EXPECT_EQ(local_start(new_york, half_past_one_ms - kHourMs).hour, "00");
  EXPECT_EQ(local_start(new_york, half_past_one_ms).hour, "01A");
  EXPECT_EQ(local_start(new_york, half_past_one_ms + kHourMs).hour, "01B");
  EXPECT_EQ(local_start(new_york, half_past_one_ms + 2 * kHourMs).hour, "02");
  EXPECT_EQ(local_start(new_york, half_past_one_ms + kHourMs).day, "2026-11-01");
}

TEST(LocalStart, IsUtcWithoutAZone) {
  EXPECT_EQ(local_start({}, 0).day, "1970-01-01");
  EXPECT_EQ(local_start({}, 0).week, "1970-W01");
}

}  // namespace
}  // namespace turnout::archive
