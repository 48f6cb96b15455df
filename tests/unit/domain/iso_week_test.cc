#include "domain/iso_week.h"

#include <gtest/gtest.h>

#include "domain/local_time_text.h"

namespace turnout::domain {
namespace {

std::string week_of(const std::string& day) {
  return iso_week_text(iso_week_of(read_day(day).value()));
}

TEST(IsoWeek, BelongsToTheYearOfItsThursday) {
  EXPECT_EQ(week_of("2026-11-28"), "2026-W48");
  EXPECT_EQ(week_of("2021-01-03"), "2020-W53");
  EXPECT_EQ(week_of("2021-01-04"), "2021-W01");
  EXPECT_EQ(week_of("2024-12-30"), "2025-W01");
  EXPECT_EQ(week_of("2027-01-03"), "2026-W53");
}

TEST(IsoWeek, BeginsOnMonday) {
  for (const char* text : {"2026-W48", "2020-W53", "2021-W01", "1971-W01"}) {
    const LocalDay monday = monday_of(text).value();
    EXPECT_EQ(std::chrono::weekday(monday), std::chrono::Monday) << text;
    EXPECT_EQ(iso_week_text(iso_week_of(monday)), text);
    EXPECT_EQ(iso_week_text(iso_week_of(monday + std::chrono::days(6))), text);
  }
}

TEST(IsoWeek, IsNotNamedByAnythingElse) {
  for (const char* text : {"", "2026-48", "2026-W", "2026-W00", "2021-W53", "2026-W54", "2026-w48",
                           "1970-W01", "9999-W01", "2026-W4x", "+026-W48", "2026-W-1"}) {
    EXPECT_FALSE(monday_of(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace turnout::domain
