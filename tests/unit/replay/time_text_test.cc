#include "replay/time_text.h"

#include <gtest/gtest.h>

namespace turnout::replay {
namespace {

constexpr std::int64_t kAtMs = 1'586'242'885'000;  // 2020-04-07T07:01:25Z
constexpr const char* kZone = "America/Los_Angeles";

TEST(TimeText, WritesInstantsForProgramsAndForPeople) {
  EXPECT_EQ(rfc3339(kAtMs), "2020-04-07T07:01:25Z");
  EXPECT_EQ(rfc3339(kAtMs + 250), "2020-04-07T07:01:25.250Z");
  EXPECT_EQ(zone_time(kAtMs + 250, kZone), "2020-04-07 00:01:25");
}

TEST(TimeText, ReadsTheTracesLocalTimeAndInstantsWithAnOffset) {
  EXPECT_EQ(read_time("2020-04-07 00:01:25", kZone), kAtMs);
  EXPECT_EQ(read_time("2020-04-07 00:01", kZone), kAtMs - 25'000);
  EXPECT_EQ(read_time("2020-04-07", kZone), kAtMs - 85'000);
  EXPECT_EQ(read_time("2020-04-07T07:01:25Z", kZone), kAtMs);
  EXPECT_EQ(read_time("2020-04-07T15:01:25+08:00", kZone), kAtMs);
}

TEST(TimeText, RefusesWhatIsNoTime) {
  for (const char* text :
       {"", "yesterday", "2020-04-31", "2020-04-07 25:00", "2020-04-07T07:01:25", "12:00"}) {
    EXPECT_EQ(read_time(text, kZone), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace turnout::replay
