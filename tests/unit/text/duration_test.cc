#include "text/duration.h"

#include <gtest/gtest.h>

namespace turnout::text {
namespace {

TEST(Duration, ShowsMinutesAndSeconds) {
  EXPECT_EQ(duration(0), "0:00");
  EXPECT_EQ(duration(247'000), "4:07");
  EXPECT_EQ(duration(3'599'999), "59:59");
}

TEST(Duration, NeverShowsMoreTimeThanIsLeft) {
  EXPECT_EQ(duration(999), "0:00");
  EXPECT_EQ(duration(60'999), "1:00");
}

TEST(Duration, ShowsOverdueFromTheFirstMillisecond) {
  EXPECT_EQ(duration(-1), "−0:01");
  EXPECT_EQ(duration(-32'000), "−0:32");
  EXPECT_EQ(duration(-32'001), "−0:33");
}

TEST(Duration, GoesOverToHoursAndDays) {
  EXPECT_EQ(duration(3'600'000), "1 h 00");
  EXPECT_EQ(duration(3'720'000), "1 h 02");
  EXPECT_EQ(duration(-3'720'000), "−1 h 02");
  EXPECT_EQ(duration(99 * 3'600'000LL), "99 h 00");
  EXPECT_EQ(duration(100 * 3'600'000LL), "4 d 04 h");
}

}  // namespace
}  // namespace turnout::text
