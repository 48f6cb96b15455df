#include "text/time.h"

#include <gtest/gtest.h>

namespace turnout::text {
namespace {

constexpr std::int64_t kNoonMs = 1'795'406'400'000;     // 2026-11-23 12:00:00 in Shanghai, 04:00:00 UTC
constexpr std::int64_t kSetBackMs = 1'793'512'800'000;  // 2026-11-01 06:00:00 UTC

v1::TimeZone shanghai() {
  v1::TimeZone zone;
  zone.set_name("Asia/Shanghai");
  zone.add_offsets()->set_offset_ms(28'800'000);
  return zone;
}

v1::TimeZone new_york_in_autumn() {
  v1::TimeZone zone;
  zone.set_name("America/New_York");
  zone.add_offsets()->set_offset_ms(-14'400'000);
  v1::UtcOffset& winter = *zone.add_offsets();
  winter.set_from_ms(kSetBackMs);
  winter.set_offset_ms(-18'000'000);
  return zone;
}

TEST(Time, IsShownInTheCitysZone) {
  EXPECT_EQ(clock_time(kNoonMs, shanghai()), "12:00:00");
  EXPECT_EQ(date_time(kNoonMs, shanghai()), "2026-11-23 12:00:00");
  EXPECT_EQ(date_time(kNoonMs, {}), "2026-11-23 04:00:00");
}

TEST(Time, ThatTheClockShowsTwiceHasItsOffset) {
  EXPECT_EQ(clock_time(kSetBackMs - 3'600'001, new_york_in_autumn()), "00:59:59");
  EXPECT_EQ(clock_time(kSetBackMs - 1'800'000, new_york_in_autumn()), "01:30:00 -04:00");
  EXPECT_EQ(date_time(kSetBackMs + 1'800'000, new_york_in_autumn()), "2026-11-01 01:30:00 -05:00");
  EXPECT_EQ(clock_time(kSetBackMs + 3'600'000, new_york_in_autumn()), "02:00:00");
}

TEST(Time, ThatIsNearHasItsDateOnlyOnAnotherDay) {
  EXPECT_EQ(near_time(kNoonMs + 8 * 3'600'000, kNoonMs, shanghai()), "20:00");
  EXPECT_EQ(near_time(kNoonMs + 20 * 3'600'000, kNoonMs, shanghai()), "11-24 08:00");
  EXPECT_EQ(near_time(0, kNoonMs, shanghai()), "–");
}

TEST(Time, ThatIsNotKnownIsADash) {
  EXPECT_EQ(clock_time(0, {}), "–");
}

TEST(Instant, IsReadWithItsOffset) {
  EXPECT_EQ(parse_instant("2026-11-23T12:00:00+08:00"), kNoonMs);
  EXPECT_EQ(parse_instant("2026-11-23T04:00:00Z"), kNoonMs);
  EXPECT_EQ(parse_instant("2026-11-23T04:00:00.25Z"), kNoonMs + 250);
  EXPECT_EQ(parse_instant("2026-11-01 01:30:00 -05:00"), kSetBackMs + 1'800'000);
  EXPECT_EQ(parse_instant("2026-11-23T12:00:00"), std::nullopt);
  EXPECT_EQ(parse_instant("2026-02-31T12:00:00Z"), std::nullopt);
}

}  // namespace
}  // namespace turnout::text
