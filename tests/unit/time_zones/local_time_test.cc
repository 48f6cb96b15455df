// What real cities' clocks show, above all when they change.
#include "domain/local_time.h"

#include <gmock/gmock.h>

#include "domain/local_time_text.h"
#include "testing/utc.h"
#include "time_zones/find_time_zone.h"

namespace turnout::domain {
namespace {

using ::testing::HasSubstr;
using testing::utc;

const v1::TimeZone kNewYork = *time_zones::find_time_zone("America/New_York");
const v1::TimeZone kLordHowe = *time_zones::find_time_zone("Australia/Lord_Howe");
const v1::TimeZone kShanghai = *time_zones::find_time_zone("Asia/Shanghai");

LocalTime local(const char* day, const char* time_of_day = "00:00") {
  return *read_day(day) + *read_time_of_day(time_of_day);
}

TEST(LocalTime, GoesOnFromMidnightToMidnight) {
  EXPECT_EQ(local_time(kShanghai, utc("2026-03-27", "15:59:59")), local("2026-03-27", "23:59:59"));
  EXPECT_EQ(local_time(kShanghai, utc("2026-03-27", "16:00")), local("2026-03-28"));
  EXPECT_EQ(first_instant(kShanghai, local("2026-03-28")), utc("2026-03-27", "16:00"));
}

TEST(LocalTime, HasALeapDayAndTheEndOfAYear) {
  EXPECT_EQ(rfc3339_text(utc("2028-02-28", "16:00"), kShanghai), "2028-02-29T00:00:00+08:00");
  EXPECT_EQ(rfc3339_text(utc("2028-02-29", "16:00"), kShanghai), "2028-03-01T00:00:00+08:00");
  EXPECT_EQ(rfc3339_text(utc("2027-02-28", "16:00"), kShanghai), "2027-03-01T00:00:00+08:00");
  EXPECT_EQ(rfc3339_text(utc("2026-12-31", "15:59:59"), kShanghai), "2026-12-31T23:59:59+08:00");
  EXPECT_EQ(rfc3339_text(utc("2026-12-31", "16:00"), kShanghai), "2027-01-01T00:00:00+08:00");
  EXPECT_EQ(rfc3339_text(utc("2027-01-01", "04:59:59"), kNewYork), "2026-12-31T23:59:59-05:00");
}

TEST(LocalTime, SkipsAnHourInNewYorkInSpring) {
  const std::int64_t change_ms = utc("2026-03-08", "07:00");
  EXPECT_EQ(rfc3339_text(change_ms - 1, kNewYork), "2026-03-08T01:59:59-05:00");
  EXPECT_EQ(rfc3339_text(change_ms, kNewYork), "2026-03-08T03:00:00-04:00");
  for (const char* skipped : {"02:00", "02:30", "02:59:59"}) {
    EXPECT_EQ(readings_of(kNewYork, local("2026-03-08", skipped)).shown, Shown::kNever) << skipped;
    EXPECT_EQ(first_instant(kNewYork, local("2026-03-08", skipped)), change_ms) << skipped;
  }
  EXPECT_EQ(readings_of(kNewYork, local("2026-03-08", "01:59:59")).shown, Shown::kOnce);
  EXPECT_EQ(readings_of(kNewYork, local("2026-03-08", "03:00")).shown, Shown::kOnce);
}

TEST(LocalTime, RepeatsAnHourInNewYorkInAutumn) {
  const std::int64_t change_ms = utc("2026-11-01", "06:00");
  EXPECT_EQ(rfc3339_text(change_ms - 1, kNewYork), "2026-11-01T01:59:59-04:00");
  EXPECT_EQ(rfc3339_text(change_ms, kNewYork), "2026-11-01T01:00:00-05:00");
  const Readings readings = readings_of(kNewYork, local("2026-11-01", "01:30"));
  EXPECT_EQ(readings.shown, Shown::kTwice);
  EXPECT_EQ(readings.earlier_ms, utc("2026-11-01", "05:30"));
  EXPECT_EQ(readings.later_ms, utc("2026-11-01", "06:30"));
  EXPECT_EQ(readings_of(kNewYork, local("2026-11-01", "00:59:59")).shown, Shown::kOnce);
  EXPECT_EQ(readings_of(kNewYork, local("2026-11-01", "01:00")).shown, Shown::kTwice);
  EXPECT_EQ(readings_of(kNewYork, local("2026-11-01", "02:00")).shown, Shown::kOnce);
}

TEST(LocalTime, SkipsAndRepeatsHalfAnHourOnLordHowe) {
  const std::int64_t forward_ms = utc("2026-10-03", "15:30");
  EXPECT_EQ(rfc3339_text(forward_ms - 1, kLordHowe), "2026-10-04T01:59:59+10:30");
  EXPECT_EQ(rfc3339_text(forward_ms, kLordHowe), "2026-10-04T02:30:00+11:00");
  EXPECT_EQ(readings_of(kLordHowe, local("2026-10-04", "02:29:59")).shown, Shown::kNever);
  EXPECT_EQ(readings_of(kLordHowe, local("2026-10-04", "02:30")).shown, Shown::kOnce);

  const std::int64_t back_ms = utc("2026-04-04", "15:00");
  EXPECT_EQ(rfc3339_text(back_ms - 1, kLordHowe), "2026-04-05T01:59:59+11:00");
  EXPECT_EQ(rfc3339_text(back_ms, kLordHowe), "2026-04-05T01:30:00+10:30");
  EXPECT_EQ(readings_of(kLordHowe, local("2026-04-05", "01:29:59")).shown, Shown::kOnce);
  const Readings readings = readings_of(kLordHowe, local("2026-04-05", "01:45"));
  EXPECT_EQ(readings.shown, Shown::kTwice);
  EXPECT_EQ(readings.later_ms - readings.earlier_ms, 30 * 60'000);
}

TEST(LocalTime, ThatIsSkippedOrRepeatedIsRefusedWithBothReadings) {
  EXPECT_EQ(
      one_instant(kNewYork, local("2026-03-08", "02:30")).error(),
      "does not exist in America/New_York, as the clocks are set forward: write "
      "2026-03-08T02:30:00-04:00 (the clock shows 01:30:00) or 2026-03-08T02:30:00-05:00 (the clock shows "
      "03:30:00)");
  EXPECT_EQ(
      one_instant(kNewYork, local("2026-11-01", "01:30")).error(),
      "exists twice in America/New_York, as the clocks are set back: write 2026-11-01T01:30:00-04:00 or "
      "2026-11-01T01:30:00-05:00");
  EXPECT_THAT(one_instant(kLordHowe, local("2026-10-04", "02:15")).error(),
              HasSubstr("2026-10-04T02:15:00+11:00 (the clock shows 01:45:00) or "
                        "2026-10-04T02:15:00+10:30 (the clock shows 02:45:00)"));
  EXPECT_THAT(one_instant(kLordHowe, local("2026-04-05", "01:45")).error(),
              HasSubstr("2026-04-05T01:45:00+11:00 or 2026-04-05T01:45:00+10:30"));
  EXPECT_EQ(one_instant(kNewYork, local("2026-11-01", "02:00")), utc("2026-11-01", "07:00"));
}

TEST(LocalTime, IsFoundAgainFromItsInstantOnEveryQuarterOfADayOfChange) {
  struct Day {
    const v1::TimeZone& zone;
    const char* date;
  };
  for (const auto& [zone, date] : {Day{kNewYork, "2026-03-08"}, Day{kNewYork, "2026-11-01"},
                                   Day{kLordHowe, "2026-04-04"}, Day{kLordHowe, "2026-10-03"}}) {
    for (std::int64_t at_ms = utc(date); at_ms < utc(date) + 2 * 86'400'000; at_ms += 900'000) {
      const Readings readings = readings_of(zone, local_time(zone, at_ms));
      EXPECT_TRUE(at_ms == readings.earlier_ms || at_ms == readings.later_ms) << rfc3339_text(at_ms, zone);
      EXPECT_NE(readings.shown, Shown::kNever) << rfc3339_text(at_ms, zone);
    }
  }
}

TEST(ReachedLocalTime, NeverGoesBackAndWaitsWhileTheClockRepeatsAnHour) {
  const std::int64_t change_ms = utc("2026-11-01", "06:00");
  const LocalTime last = local("2026-11-01", "02:00") - std::chrono::milliseconds(1);
  EXPECT_EQ(reached_local_time(kNewYork, change_ms - 1), last);
  EXPECT_EQ(reached_local_time(kNewYork, change_ms), last);
  EXPECT_EQ(reached_local_time(kNewYork, utc("2026-11-01", "06:59:59")), last);
  EXPECT_EQ(reached_local_time(kNewYork, utc("2026-11-01", "07:00")), local("2026-11-01", "02:00"));
  EXPECT_EQ(reached_local_time(kNewYork, utc("2026-03-08", "07:00")), local("2026-03-08", "03:00"));
}

TEST(FirstInstant, OfADayIsTheFirstMidnightThatTheClockShows) {
  const v1::TimeZone havana = *time_zones::find_time_zone("America/Havana");
  EXPECT_EQ(rfc3339_text(first_instant(havana, local("2026-03-08")), havana), "2026-03-08T01:00:00-04:00")
      << "midnight is skipped";
  EXPECT_EQ(rfc3339_text(first_instant(havana, local("2026-11-01")), havana), "2026-11-01T00:00:00-04:00")
      << "midnight comes twice";
}

TEST(LocalTimeText, ReadsDaysAndTimesOfDayOnly) {
  EXPECT_TRUE(read_day("2028-02-29"));
  for (const char* text :
       {"2026-02-29", "2026-13-01", "1970-12-31", "9999-01-01", "26-01-01", "2026-1-1", ""}) {
    EXPECT_FALSE(read_day(text)) << text;
  }
  EXPECT_EQ(read_time_of_day("23:59"), std::chrono::minutes(1'439));
  EXPECT_EQ(read_time_of_day("00:00:01"), std::chrono::seconds(1));
  for (const char* text : {"24:00", "12:60", "12:00:60", "8:00", "12", "12:00x", ""}) {
    EXPECT_FALSE(read_time_of_day(text)) << text;
  }
}

TEST(LocalTimeText, ShowsMinutesWithTheZoneAndOffsetsWithTheirSign) {
  EXPECT_EQ(minute_text(utc("2026-12-31", "16:00"), {}), "2026-12-31 16:00 UTC");
  EXPECT_EQ(minute_text(utc("2026-12-31", "16:00"), kShanghai), "2027-01-01 00:00 Asia/Shanghai");
  EXPECT_EQ(minute_text(0, {}), "1970-01-01 00:00 UTC");
  EXPECT_EQ(offset_text(0), "+00:00");
  EXPECT_EQ(offset_text(-12'600'000), "-03:30");
}

}  // namespace
}  // namespace turnout::domain
