#include "generate/city.h"

#include <gtest/gtest.h>

#include <set>

#include "generate/roster.h"
#include "geo/jurisdictions.h"
#include "geo/text_file.h"

namespace turnout::generate {
namespace {

constexpr const char* kFolder = TURNOUT_SOURCE_DIR "/deploy/city/";

TEST(GeneratedCity, IsTheOneInTheRepository) {
  const City city = make_city(kCitySeed);
  EXPECT_EQ(stations_file(city), geo::read_text_file(std::string(kFolder) + "stations.geojson"));
  EXPECT_EQ(units_file(city), geo::read_text_file(std::string(kFolder) + "units.yaml"));
  EXPECT_EQ(roster_file(city), geo::read_text_file(std::string(kFolder) + "roster.yaml"));
}

TEST(GeneratedCity, DiffersWithItsSeed) {
  EXPECT_NE(stations_file(make_city(1)), stations_file(make_city(2)));
}

TEST(GeneratedCity, IsTiledByItsStationsWithoutOverlap) {
  for (const std::uint64_t seed : {kCitySeed, std::uint64_t{2}, std::uint64_t{3}}) {
    const City city = make_city(seed);
    const geo::Jurisdictions jurisdictions(city.stations, "city");
    EXPECT_EQ(jurisdictions.stations().size(), 10U);
    EXPECT_EQ(jurisdictions.report().invalid_stations, 0U);
    EXPECT_LT(jurisdictions.report().sliver_m2, 1);
    // The square that fits into the county's smallest outline: 25 km × 0.87 / √2 to every side.
    for (double north = -0.13; north <= 0.13; north += 0.01) {
      for (double east = -0.16; east <= 0.16; east += 0.01) {
        v1::Position place;
        place.set_latitude_deg(35 + north);
        place.set_longitude_deg(150 + east);
        EXPECT_EQ(jurisdictions.locate(place).basis, v1::STATION_BASIS_POLYGON) << north << ' ' << east;
      }
    }
  }
}

TEST(GeneratedCity, HasFortyUnitsThatWaitInTheirOwnJurisdiction) {
  const City city = make_city(kCitySeed);
  const geo::Jurisdictions jurisdictions(city.stations, "city");
  std::set<std::string> ids;
  for (const v1::Unit& unit : city.units) {
    EXPECT_EQ(jurisdictions.locate(unit.details().base()).station.id(), unit.details().station_id())
        << unit.id();
    EXPECT_GE(unit.details().officers_size(), 1);
    ids.insert(unit.id());
  }
  EXPECT_EQ(city.units.size(), 40U);
  EXPECT_EQ(ids.size(), 40U);
}

}  // namespace
}  // namespace turnout::generate
