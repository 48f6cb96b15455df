#include "geo/distance.h"

#include <gtest/gtest.h>

namespace turnout::geo {
namespace {

v1::Position at(double latitude, double longitude) {
  v1::Position position;
  position.set_latitude_deg(latitude);
  position.set_longitude_deg(longitude);
  return position;
}

TEST(Distance, IsAQuarterOfTheMeridianFromTheEquatorToThePole) {
  EXPECT_NEAR(distance_m(at(0, 12), at(90, 12)), 10'007'557, 1);
}

TEST(Distance, TakesTheShortWayOverTheDateLine) {
  EXPECT_NEAR(distance_m(at(0, 179.5), at(0, -179.5)), 111'195, 1);
}

TEST(Distance, AgreesWithAKnownPairOfCities) {
  // Beijing and Shanghai, city centres: 1,067 km.
  EXPECT_NEAR(distance_m(at(39.9042, 116.4074), at(31.2304, 121.4737)) / 1000, 1067, 2);
}

TEST(Distance, OfAPointToItselfAndToItsAntipodeIsFinite) {
  EXPECT_EQ(distance_m(at(34.5, 150), at(34.5, 150)), 0);
  EXPECT_NEAR(distance_m(at(34.5, 150), at(-34.5, -30)), 20'015'115, 1);
}

TEST(TravelTime, IsRoundedUpToMilliseconds) {
  EXPECT_EQ(travel_time_ms(0, 10), 0);
  EXPECT_EQ(travel_time_ms(1'500, 12.5), 120'000);
  EXPECT_EQ(travel_time_ms(1, 3), 334);
}

}  // namespace
}  // namespace turnout::geo
