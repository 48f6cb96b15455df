#include "replay/stations_file.h"

#include <gtest/gtest.h>

#include "geo/jurisdictions.h"
#include "testing/shared_data.h"
#include "testing/temporary_folder.h"
#include "trace/trace_map.h"

namespace turnout::replay {
namespace {

TEST(StationsFile, HoldsTheSameCityInTheServicesOwnWords) {
  const testing::TemporaryFolder folder;
  const auto from = folder.write("from.geojson", R"({"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"nhood": "North/East"}, "geometry": {"type": "Polygon", "coordinates":
      [[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], [[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]]}},
    {"type": "Feature", "properties": {"nhood": "South"}, "geometry": {"type": "MultiPolygon", "coordinates":
      [[[[0, -4], [4, -4], [4, 0], [0, 0], [0, -4]]]]}}]})");
  geo::StationProperties properties;
  properties.id = properties.name = "nhood";
  properties.default_area_class = v1::AREA_CLASS_URBAN;
  properties.area_class_of = {{"South", v1::AREA_CLASS_RURAL}};
  const auto to = folder.path() / "to.geojson";
  write_stations(from, properties, to);
  const auto stations = geo::load_stations(to);
  ASSERT_EQ(stations.size(), 2U);
  EXPECT_EQ(stations[0].station.id(), "North_East");
  EXPECT_EQ(stations[0].station.name(), "North/East");
  EXPECT_EQ(stations[0].station.area_class(), v1::AREA_CLASS_URBAN);
  EXPECT_EQ(stations[1].station.area_class(), v1::AREA_CLASS_RURAL);
  ASSERT_EQ(stations[0].polygons.size(), 1U);
  EXPECT_EQ(stations[0].polygons[0].holes.size(), 1U);
  EXPECT_EQ(stations[0].polygons[0].outer[2].longitude_deg(), 4);
}

}  // namespace
}  // namespace turnout::replay
