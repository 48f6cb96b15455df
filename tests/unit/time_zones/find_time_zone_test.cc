#include "time_zones/find_time_zone.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "domain/local_time.h"
#include "testing/utc.h"

namespace turnout::time_zones {
namespace {

using testing::utc;

TEST(TimeZone, IsFoundByItsNameWithItsClockChanges) {
  const auto shanghai = find_time_zone("Asia/Shanghai");
  ASSERT_TRUE(shanghai);
  EXPECT_EQ(shanghai->name(), "Asia/Shanghai");
  EXPECT_EQ(domain::utc_offset_ms(*shanghai, utc("2026-07-01")), 8 * 3'600'000);
  EXPECT_EQ(domain::utc_offset_ms(*shanghai, utc("1990-07-01")), 9 * 3'600'000) << "summer time until 1991";
}

TEST(TimeZone, HasNoTwoNeighboursWithTheSameOffset) {
  for (const char* name : {"America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"}) {
    const auto zone = find_time_zone(name);
    ASSERT_TRUE(zone) << name;
    EXPECT_EQ(std::ranges::adjacent_find(zone->offsets(), {}, &v1::UtcOffset::offset_ms),
              zone->offsets().end())
        << name;
    EXPECT_TRUE(std::ranges::is_sorted(zone->offsets(), {}, &v1::UtcOffset::from_ms)) << name;
  }
}

TEST(TimeZone, OfNoOrAnotherNameIsNothing) {
  for (const char* name : {"", "Atlantis/Capital", "asia/shanghai", "../../etc/passwd", "+08:00", "EST8"}) {
    EXPECT_FALSE(find_time_zone(name)) << name;
  }
}

}  // namespace
}  // namespace turnout::time_zones
