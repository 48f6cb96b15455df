#include "chassis/page.h"

#include <gtest/gtest.h>

namespace turnout::chassis {
namespace {

TEST(Page, TakesAsManyItemsAsWereAskedFor) {
  Page page(2);
  EXPECT_TRUE(page.takes(1));
  EXPECT_TRUE(page.takes(1));
  EXPECT_FALSE(page.takes(1));
}

TEST(Page, HasRoomForWhatTheResponseDoesNotHoldYet) {
  Page page(500, Page::kMaxBytes - 100);
  EXPECT_TRUE(page.takes(60));
  EXPECT_FALSE(page.takes(60));
}

TEST(Page, TakesItsFirstItemHoweverLargeItIs) {
  Page page(500, 2 * Page::kMaxBytes);
  EXPECT_TRUE(page.takes(60));
  EXPECT_FALSE(page.takes(60));
}

}  // namespace
}  // namespace turnout::chassis
