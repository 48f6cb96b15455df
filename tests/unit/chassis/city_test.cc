#include "chassis/city.h"

#include <gtest/gtest.h>

#include "deployed.h"

namespace turnout::chassis {
namespace {

TEST(City, ResolvesTheChoiceThenThePlaceThenNothing) {
  const City city(kDeployedStations);
  const v1::Station& station = city.stations().front();
  v1::Place place;
  EXPECT_EQ(city.resolve(place, "")->basis, v1::STATION_BASIS_UNKNOWN);
  *place.mutable_position() = station.position();
  EXPECT_EQ(city.resolve(place, "")->basis, v1::STATION_BASIS_POLYGON);
  EXPECT_EQ(city.resolve(place, "")->station_id, station.id());
  const v1::Station& other = city.stations().back();
  EXPECT_EQ(city.resolve(place, other.id())->station_id, other.id());
  EXPECT_EQ(city.resolve(place, other.id())->basis, v1::STATION_BASIS_CHOSEN);
  EXPECT_EQ(city.resolve(place, "nowhere").error().reason(), v1::REFUSAL_REASON_UNKNOWN_STATION);
}

}  // namespace
}  // namespace turnout::chassis
