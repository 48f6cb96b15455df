#include "client/incident_id.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace turnout::client {
namespace {

using testing::HasSubstr;

const std::vector<std::string> kOpen{"0199f3c0-aaaa-7000-8000-00000007398f",
                                     "0199f3c1-bbbb-7000-8000-00000017398f"};

TEST(IncidentId, IsFoundByItsEndItsBeginningOrInFull) {
  EXPECT_EQ(pick_incident("07398f", kOpen), kOpen[0]);
  EXPECT_EQ(pick_incident("0199f3c1", kOpen), kOpen[1]);
  EXPECT_EQ(pick_incident(kOpen[1], kOpen), kOpen[1]);
}

TEST(IncidentId, ThatFitsSeveralListsThem) {
  const auto picked = pick_incident("7398f", kOpen);
  ASSERT_FALSE(picked.has_value());
  EXPECT_EQ(picked.error(), "\"7398f\" fits 2 open incidents: " + kOpen[0] + ", " + kOpen[1]);
}

TEST(IncidentId, ThatFitsVeryManyListsTheFirst) {
  const auto picked = pick_incident("x", std::vector<std::string>(8, "x1"));
  ASSERT_FALSE(picked.has_value());
  EXPECT_EQ(picked.error(), "\"x\" fits 8 open incidents: x1, x1, x1, x1, x1 and 3 more");
}

TEST(IncidentId, ThatFitsNoneSaysSo) {
  EXPECT_THAT(pick_incident("dead", kOpen).error(), HasSubstr("no open incident"));
  EXPECT_THAT(pick_incident("", kOpen).error(), HasSubstr("no open incident"));
  EXPECT_THAT(pick_incident("aaaa", kOpen).error(), HasSubstr("no open incident")) << "from the middle";
}

TEST(IncidentId, IsShortenedToItsEnd) {
  EXPECT_EQ(short_id(kOpen[0]), "07398f");
  EXPECT_EQ(short_id("i-1"), "i-1");
}

}  // namespace
}  // namespace turnout::client
