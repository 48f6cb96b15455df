#include "geo/jurisdictions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <utility>

#include "geo/data_error.h"

namespace turnout::geo {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

v1::Position point(double longitude, double latitude) {
  v1::Position position;
  position.set_longitude_deg(longitude);
  position.set_latitude_deg(latitude);
  return position;
}

Ring ring(std::initializer_list<std::pair<double, double>> vertices) {
  Ring result;
  for (const auto& [longitude, latitude] : vertices) result.push_back(point(longitude, latitude));
  return result;
}

Ring box(double west, double south, double east, double north) {
  return ring({{west, south}, {east, south}, {east, north}, {west, north}, {west, south}});
}

StationArea station(const std::string& id, std::vector<Polygon> polygons) {
  StationArea area;
  area.station.set_id(id);
  area.station.set_area_class(v1::AREA_CLASS_RURAL);
  area.polygons = std::move(polygons);
  return area;
}

StationArea station(const std::string& id, const Ring& outer) {
  return station(id, {Polygon{outer, {}}});
}

constexpr double kMetresPerDegree = 111'195;

TEST(Jurisdictions, GiveThePolygonAPlaceLiesIn) {
  const Jurisdictions city({station("west", box(0, 0, 1, 1)), station("east", box(1, 0, 2, 1))}, "f");
  EXPECT_EQ(city.locate(point(0.5, 0.5)).station.id(), "west");
  const Responsibility east = city.locate(point(1.5, 0.5));
  EXPECT_EQ(east.station.id(), "east");
  EXPECT_EQ(east.station.area_class(), v1::AREA_CLASS_RURAL);
  EXPECT_EQ(east.basis, v1::STATION_BASIS_POLYGON);
  EXPECT_EQ(east.outside_m, 0);
}

TEST(Jurisdictions, GiveTheStationWithTheNearestBoundaryOutsideAllPolygons) {
  // The big one's middle is farther from the place than the small one's, its boundary is nearer.
  const Jurisdictions city({station("big", box(0, 0, 10, 0.5)), station("small", box(12, 0, 12.1, 0.5))},
                           "f");
  const Responsibility found = city.locate(point(10.9, 0.25));
  EXPECT_EQ(found.station.id(), "big");
  EXPECT_EQ(found.basis, v1::STATION_BASIS_NEAREST);
  EXPECT_NEAR(found.outside_m, 0.9 * kMetresPerDegree, 100);
  EXPECT_EQ(city.locate(point(11.1, 0.25)).station.id(), "small");
}

TEST(Jurisdictions, LeaveAHoleToTheNearestBoundary) {
  const Jurisdictions city({station("ring", {Polygon{box(0, 0, 3, 3), {box(1, 1, 2, 2)}}})}, "f");
  EXPECT_EQ(city.locate(point(0.5, 0.5)).basis, v1::STATION_BASIS_POLYGON);
  EXPECT_EQ(city.locate(point(1.5, 1.5)).basis, v1::STATION_BASIS_NEAREST);
}

TEST(Jurisdictions, ResolveASliverToTheSmallerPolygonWhateverTheOrder) {
  const StationArea big = station("a-big", box(0, 0, 2, 1));
  const StationArea small = station("z-small", box(1.995, 0, 3, 1));
  for (const auto& order : {std::vector{big, small}, std::vector{small, big}}) {
    const Jurisdictions city(order, "f");
    EXPECT_EQ(city.locate(point(1.998, 0.5)).station.id(), "z-small");
    EXPECT_EQ(city.report().slivers, 1U);
    EXPECT_NEAR(city.report().sliver_m2, 0.005 * kMetresPerDegree * kMetresPerDegree, 1e5);
  }
}

TEST(Jurisdictions, ResolveAPlaceOnABoundaryOfEqualPolygonsToTheLowerId) {
  const StationArea west = station("b", box(0, 0, 1, 1));
  const StationArea east = station("a", box(1, 0, 2, 1));
  EXPECT_EQ(Jurisdictions({west, east}, "f").locate(point(1, 0.5)).station.id(), "a");
  EXPECT_EQ(Jurisdictions({east, west}, "f").locate(point(1, 0.5)).station.id(), "a");
}

TEST(Jurisdictions, RefuseAnOverlapOfMoreThanOnePercentNamingBoth) {
  EXPECT_THAT(
      [] {
        Jurisdictions({station("one", box(0, 0, 2, 1)), station("two", box(1.97, 0, 3, 1))}, "city.geojson");
      },
      ThrowsMessage<DataError>(AllOf(HasSubstr("city.geojson"), HasSubstr("'one'"), HasSubstr("'two'"),
                                     HasSubstr("overlap by 2.91 %"), HasSubstr("at most 1 %"))));
}

TEST(Jurisdictions, RefuseAStationWithoutAnyAreaNamingIt) {
  for (const auto& nothing :
       {station("flat", ring({{0, 0}, {1, 1}, {1, 1}, {0, 0}})), station("flat", std::vector<Polygon>{})}) {
    EXPECT_THAT(
        [&] {
          Jurisdictions({station("good", box(0, 0, 1, 1)), nothing}, "city.geojson");
        },
        ThrowsMessage<DataError>(HasSubstr("city.geojson: the station 'flat' has no polygon with an area")));
  }
}

TEST(Jurisdictions, CleanSpikesRepeatedVerticesCollapsedPolygonsAndWrongWinding) {
  const Ring clockwise_with_flaws =
      ring({{0, 0}, {0, 1}, {0, 1}, {1, 1}, {1, 0.5}, {5, 0.5}, {1, 0.5}, {1, 0}});  // also left open
  const Ring collapsed = ring({{3, 3}, {4, 4}, {4, 4}, {3, 3}});
  const Jurisdictions city({station("a", {Polygon{clockwise_with_flaws, {}}, Polygon{collapsed, {}}})}, "f");
  EXPECT_EQ(city.locate(point(0.5, 0.5)).basis, v1::STATION_BASIS_POLYGON);
  EXPECT_EQ(city.locate(point(3, 0.5)).basis, v1::STATION_BASIS_NEAREST) << "on the spike";
  const CleaningReport& report = city.report();
  EXPECT_EQ(report.polygons, 2U);
  EXPECT_EQ(report.repeated_vertices, 2U);
  EXPECT_GE(report.spike_vertices, 2U);
  EXPECT_EQ(report.collapsed_polygons, 1U);
  EXPECT_EQ(report.invalid_stations, 0U);
  EXPECT_THAT(report.sentence(), HasSubstr("1 stations, 2 polygons"));
}

TEST(Jurisdictions, CountABoundaryThatCrossesItselfAndStillAnswer) {
  const Jurisdictions city({station("bow", ring({{0, 0}, {2, 2}, {2, 0}, {0, 3}, {0, 0}}))}, "f");
  EXPECT_EQ(city.report().invalid_stations, 1U);
  EXPECT_EQ(city.locate(point(0.1, 1.5)).basis, v1::STATION_BASIS_POLYGON);
}

TEST(Jurisdictions, PutAStationWithoutPositionInsideItsLargestPolygon) {
  const Ring horseshoe = ring({{0, 0}, {3, 0}, {3, 3}, {2, 3}, {2, 1}, {1, 1}, {1, 3}, {0, 3}, {0, 0}});
  const Jurisdictions city({station("u", {Polygon{box(9, 9, 9.1, 9.1), {}}, Polygon{horseshoe, {}}})}, "f");
  const v1::Position& position = city.stations()[0].position();
  EXPECT_EQ(city.locate(position).basis, v1::STATION_BASIS_POLYGON);
  EXPECT_LT(position.longitude_deg(), 4);
}

TEST(Jurisdictions, KeepAPositionThatTheFileGives) {
  StationArea area = station("a", box(0, 0, 1, 1));
  *area.station.mutable_position() = point(0.9, 0.1);
  EXPECT_EQ(Jurisdictions({area}, "f").stations()[0].position().longitude_deg(), 0.9);
}

TEST(Jurisdictions, FindStationsById) {
  const Jurisdictions city({station("a", box(0, 0, 1, 1)), station("b", box(1, 0, 2, 1))}, "f");
  ASSERT_NE(city.find("b"), nullptr);
  EXPECT_EQ(city.find("b")->id(), "b");
  EXPECT_EQ(city.find("c"), nullptr);
}

}  // namespace
}  // namespace turnout::geo
