#include "trace/location.h"

#include <gtest/gtest.h>

namespace turnout::trace {
namespace {

TEST(LocationPattern, ReadsLatitudeAndLongitudeInEitherOrder) {
  const auto pair = LocationPattern::parse("({latitude}, {longitude})")->read("(37.77, -122.42)");
  ASSERT_TRUE(pair);
  EXPECT_EQ(pair->latitude_deg(), 37.77);
  EXPECT_EQ(pair->longitude_deg(), -122.42);
  const auto point = LocationPattern::parse("POINT ({longitude} {latitude})")->read("POINT (-122.42 37.77)");
  ASSERT_TRUE(point);
  EXPECT_EQ(point->latitude_deg(), 37.77);
}

TEST(LocationPattern, IsNothingUnlessBothWordsAreThereOnce) {
  for (const char* pattern : {"", "{latitude}", "{lat},{lon}", "{latitude}{latitude}{longitude}"}) {
    EXPECT_FALSE(LocationPattern::parse(pattern)) << pattern;
  }
}

TEST(LocationPattern, FindsNoPlaceInTextThatDoesNotFit) {
  const auto pattern = LocationPattern::parse("({latitude}, {longitude})");
  for (const char* text : {"", "()", "(37.77)", "37.77, -122.42", "(37.77, -122.42) x", "(nan, 1)",
                           "(1, inf)", "(91, 0)", "(0, -180.5)", "(0, 0)", "(1e999, 0)", "(abc, def)"}) {
    EXPECT_FALSE(pattern->read(text)) << text;
  }
}

}  // namespace
}  // namespace turnout::trace
