#include "text/typed_time.h"

#include <gmock/gmock.h>

#include "testing/utc.h"
#include "time_zones/find_time_zone.h"

namespace turnout::text {
namespace {

using ::testing::HasSubstr;
using testing::utc;

const v1::TimeZone kShanghai = *time_zones::find_time_zone("Asia/Shanghai");
const v1::TimeZone kNewYork = *time_zones::find_time_zone("America/New_York");
const std::int64_t kNoonMs = utc("2026-11-23", "04:00");  // in Shanghai

tl::expected<std::int64_t, std::string> typed(const std::string& text, const TypedWhere& where) {
  return instant_of(*read_typed_time(text), where);
}

TEST(TypedTime, IsOfTheCitysZoneUnlessItHasAnOffset) {
  const TypedWhere where{.zone = kShanghai, .now_ms = kNoonMs};
  EXPECT_EQ(typed("2026-11-23 12:00:00", where), kNoonMs);
  EXPECT_EQ(typed("2026-11-23 12:00", where), kNoonMs);
  EXPECT_EQ(typed("2026-11-23", where), utc("2026-11-22", "16:00"));
  EXPECT_EQ(typed("2026-11-23T04:00:00Z", where), kNoonMs);
  EXPECT_EQ(typed("2028-02-29 00:00", where), utc("2028-02-28", "16:00"));
}

TEST(TypedTime, OfDayIsTheNearestPast) {
  const TypedWhere where{.zone = kShanghai, .now_ms = kNoonMs};
  EXPECT_EQ(typed("11:59:30", where), kNoonMs - 30'000);
  EXPECT_EQ(typed("12:00", where), kNoonMs);
  EXPECT_EQ(typed("00:00", where), utc("2026-11-22", "16:00")) << "12 h ago to the second";
  const TypedWhere after_midnight{.zone = kShanghai, .now_ms = utc("2026-12-31", "16:10")};
  EXPECT_EQ(typed("23:55", after_midnight), utc("2026-12-31", "15:55")) << "of the old year";
}

TEST(TypedTime, OfDayThatWasLastMoreThanTwelveHoursAgoIsRefusedWithTheFullForm) {
  const TypedWhere where{.zone = kShanghai, .now_ms = utc("2026-11-23", "14:00")};
  EXPECT_EQ(typed("10:00", where), utc("2026-11-23", "02:00")) << "12 h ago to the second";
  EXPECT_EQ(typed("09:59", where).error(),
            "was last more than 12 h ago: write \"2026-11-23 09:59:00\" if you mean that time");
}

TEST(TypedTime, OfDayThatHasNotComeTodayIsRefusedWithNowAndThatOfTheDayBefore) {
  const TypedWhere where{.zone = kShanghai, .now_ms = kNoonMs};
  EXPECT_EQ(
      typed("12:01", where).error(),
      "has not come yet: it is 2026-11-23 12:00:00 now; write a time up to now, or \"2026-11-22 12:01:00\" "
      "if you mean the day before");
  EXPECT_THAT(typed("12:00:01", where).error(), HasSubstr("has not come yet")) << "a second ahead";
  EXPECT_THAT(typed("23:59:59", where).error(),
              HasSubstr("\"2026-11-22 23:59:59\" if you mean the day before"));
}

TEST(TypedTime, InFullThatHasNotComeIsRefusedOnlyForWhatHasHappened) {
  const TypedWhere happened{.zone = kShanghai, .now_ms = kNoonMs, .has_happened = true};
  for (const char* text : {"2026-11-23 12:01", "2026-11-23T04:00:01Z", "2026-11-24"}) {
    EXPECT_EQ(typed(text, happened).error(),
              "has not come yet: it is 2026-11-23 12:00:00 now; write a time up to now")
        << text;
    EXPECT_TRUE(typed(text, {.zone = kShanghai, .now_ms = kNoonMs}).has_value()) << text;
  }
  EXPECT_EQ(typed("2026-11-23 12:00", happened), kNoonMs) << "now";
}

TEST(TypedTime, OfDayIsTheNextOneForWhatLiesAhead) {
  const auto next = [](const char* text, std::int64_t now_ms) {
    return typed(text, {.zone = kNewYork, .now_ms = now_ms, .nearest = NearestTime::kNext});
  };
  EXPECT_EQ(next("20:00", utc("2026-03-07", "13:00")), utc("2026-03-08", "01:00"));
  EXPECT_EQ(next("08:00", utc("2026-03-08", "02:00")), utc("2026-03-08", "12:00")) << "a night of 11 h";
  EXPECT_EQ(next("08:00", utc("2026-11-01", "01:00")), utc("2026-11-01", "13:00")) << "a night of 13 h";
  EXPECT_EQ(next("08:00", utc("2026-11-01", "13:00")), utc("2026-11-02", "13:00")) << "now is not ahead";
}

TEST(TypedTime, ThatTheClockSkipsIsRefusedWithBothReadings) {
  const TypedWhere where{.zone = kNewYork, .now_ms = utc("2026-03-08", "12:00")};
  for (const char* text : {"2026-03-08 02:30", "02:30"}) {
    EXPECT_THAT(typed(text, where).error(), HasSubstr("does not exist in America/New_York")) << text;
    EXPECT_THAT(typed(text, where).error(), HasSubstr("2026-03-08T02:30:00-04:00")) << text;
    EXPECT_THAT(typed(text, where).error(), HasSubstr("2026-03-08T02:30:00-05:00")) << text;
  }
}

TEST(TypedTime, ThatTheClockShowsTwiceIsRefusedUnlessOnlyOneReadingHasPassed) {
  const auto at = [](const char* text, std::int64_t now_ms) {
    return typed(text, {.zone = kNewYork, .now_ms = now_ms});
  };
  EXPECT_THAT(at("01:30", utc("2026-11-01", "10:00")).error(),
              HasSubstr("2026-11-01T01:30:00-04:00 or 2026-11-01T01:30:00-05:00"));
  EXPECT_EQ(at("01:30", utc("2026-11-01", "05:45")), utc("2026-11-01", "05:30"));
  EXPECT_EQ(at("01:30", utc("2026-11-01", "06:10")), utc("2026-11-01", "05:30"));
  EXPECT_THAT(at("2026-11-01 01:30", utc("2026-11-01", "05:45")).error(), HasSubstr("exists twice"));
}

TEST(TypedTime, ThatIsNoneIsNothing) {
  for (const char* text : {"", "soon", "12", "12:00:00x", "2026-02-31", "2026-11-23 25:00", "2026-11-23 ",
                           "2026-11-23T12:00:00", "2026-11-23 12:00 x"}) {
    EXPECT_FALSE(read_typed_time(text)) << text;
  }
}

}  // namespace
}  // namespace turnout::text
