// The two real cities of the shared data, when they are there.
#include <gtest/gtest.h>

#include "geo/jurisdictions.h"
#include "testing/shared_data.h"

namespace turnout::geo {
namespace {

constexpr const char* kNewYork = "nyc_police_precincts.geojson.gz";
constexpr const char* kSanFrancisco = "sf_analysis_neighborhoods.geojson.gz";

Jurisdictions load(const char* file, const std::string& property) {
  StationProperties properties;
  properties.id = properties.name = property;
  properties.default_area_class = v1::AREA_CLASS_URBAN;
  return Jurisdictions::load(testing::shared_data(file), properties);
}

// What must hold of every city: each station is found again at its own position, by polygon.
void expect_sound(const Jurisdictions& city) {
  for (const v1::Station& station : city.stations()) {
    const Responsibility found = city.locate(station.position());
    EXPECT_EQ(found.station.id(), station.id());
    EXPECT_EQ(found.basis, v1::STATION_BASIS_POLYGON) << station.id();
  }
}

TEST(RealCity, NewYorksPrecinctsLoadWithTheirSpikesRemoved) {
  TURNOUT_REQUIRE_SHARED_DATA(kNewYork);
  const Jurisdictions city = load(kNewYork, "precinct");
  EXPECT_EQ(city.stations().size(), 77U);
  expect_sound(city);
  EXPECT_EQ(city.report().collapsed_polygons, 187U);
  EXPECT_EQ(city.report().invalid_stations, 1U) << "a sliver of 17 m² crosses itself";

  v1::Position place;
  place.set_latitude_deg(40.7484);  // Empire State Building
  place.set_longitude_deg(-73.9857);
  EXPECT_EQ(city.locate(place).station.id(), "14");
}

TEST(RealCity, SanFranciscosNeighbourhoodsLoadAndGetIdentifiers) {
  TURNOUT_REQUIRE_SHARED_DATA(kSanFrancisco);
  const Jurisdictions city = load(kSanFrancisco, "nhood");
  EXPECT_EQ(city.stations().size(), 41U);
  expect_sound(city);
  ASSERT_NE(city.find("Financial_District_South_Beach"), nullptr);
  EXPECT_EQ(city.find("Financial_District_South_Beach")->name(), "Financial District/South Beach");
  EXPECT_LT(city.report().sliver_m2, 1);
}

}  // namespace
}  // namespace turnout::geo
