#include "geo/stations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

#include "geo/data_error.h"
#include "geo/stations_geojson.h"
#include "testing/temporary_folder.h"

namespace turnout::geo {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

const std::string kSquare = R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]})";

std::string feature(const std::string& properties, const std::string& geometry = kSquare) {
  return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":)" + geometry + "}";
}

std::string collection(const std::string& features) {
  return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

StationProperties neighbourhoods() {
  StationProperties properties;
  properties.id = properties.name = "nhood";
  properties.default_area_class = v1::AREA_CLASS_URBAN;
  return properties;
}

TEST(Stations, AreReadWithNameAreaClassPositionAndPolygons) {
  const auto stations = parse_stations(
      collection(feature(R"("id":"CG","name":"城关派出所","area_class":"rural","position":[0.25,0.75])",
                         R"({"type":"MultiPolygon","coordinates":[
                              [[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[2,1],[2,2],[1,1]]],
                              [[[5,5],[6,5],[6,6],[5,5]]]]})")),
      "city.geojson");
  ASSERT_EQ(stations.size(), 1U);
  EXPECT_EQ(stations[0].station.id(), "CG");
  EXPECT_EQ(stations[0].station.name(), "城关派出所");
  EXPECT_EQ(stations[0].station.area_class(), v1::AREA_CLASS_RURAL);
  EXPECT_EQ(stations[0].station.position().longitude_deg(), 0.25);
  EXPECT_EQ(stations[0].station.position().latitude_deg(), 0.75);
  ASSERT_EQ(stations[0].polygons.size(), 2U);
  EXPECT_EQ(stations[0].polygons[0].outer.size(), 5U);
  ASSERT_EQ(stations[0].polygons[0].holes.size(), 1U);
  EXPECT_EQ(stations[0].polygons[1].outer[1].longitude_deg(), 6);
}

TEST(Stations, OfAForeignFileGetIdentifiersAndTheirAreaClassFromOutside) {
  StationProperties properties = neighbourhoods();
  properties.area_class_of["Seacliff/West"] = v1::AREA_CLASS_RURAL;
  const auto stations = parse_stations(
      collection(feature(R"("nhood":"Seacliff/West")") + "," + feature(R"("nhood":7)")), "f", properties);
  ASSERT_EQ(stations.size(), 2U);
  EXPECT_EQ(stations[0].station.id(), "Seacliff_West");
  EXPECT_EQ(stations[0].station.name(), "Seacliff/West");
  EXPECT_EQ(stations[0].station.area_class(), v1::AREA_CLASS_RURAL);
  EXPECT_EQ(stations[1].station.id(), "7");
  EXPECT_EQ(stations[1].station.area_class(), v1::AREA_CLASS_URBAN);
  EXPECT_FALSE(stations[1].station.has_position());
}

TEST(Stations, RefuseAnAreaClassForAStationThatIsNotThere) {
  StationProperties properties = neighbourhoods();
  properties.area_class_of["Sea Cliff"] = v1::AREA_CLASS_RURAL;
  EXPECT_THAT([&] { parse_stations(collection(feature(R"("nhood":"Seacliff")")), "f", properties); },
              ThrowsMessage<DataError>(HasSubstr("no feature has the nhood 'Sea Cliff'")));
}

TEST(Stations, ComeFromAFileThatErrorsName) {
  const testing::TemporaryFolder folder;
  EXPECT_THAT([&] { load_stations(folder.write_gzip("city.geojson.gz", "[]")); },
              ThrowsMessage<DataError>(AllOf(HasSubstr("city.geojson.gz"), HasSubstr("FeatureCollection"))));
}

struct Bad {
  std::string name;
  std::string text;
  std::string complaint;

  friend std::ostream& operator<<(std::ostream& out, const Bad& shown) { return out << shown.name; }
};

std::string ring(const std::string& vertices) {
  return collection(feature(R"("id":"a","area_class":"urban")",
                            R"({"type":"Polygon","coordinates":[[)" + vertices + "]]}"));
}

const std::string kGood = R"("id":"a","area_class":"urban")";

const Bad kBad[] = {
    {"Empty", " \n", "the file is empty"},
    {"CutOff", collection(feature(kGood)).substr(0, 60), "is not JSON"},
    {"NotANumber", ring("[NaN,0],[1,0],[1,1],[0,0]"), "is not JSON"},
    {"InvalidUtf8", collection(feature("\"id\":\"\xC3(\",\"area_class\":\"urban\"")), "is not JSON"},
    {"OtherType", R"({"type":"Topology"})", "'type' must be \"FeatureCollection\""},
    {"NoFeatures", collection(""), "'features' must be a list of at least one station"},
    {"FeatureIsText", collection("\"x\""), "feature 1: must be an object"},
    {"NoProperties", collection(R"({"type":"Feature"})"), "feature 1: the key 'properties'"},
    {"NoId", collection(feature(R"("area_class":"urban")")), "feature 1: has no property 'id'"},
    {"EmptyId", collection(feature(R"("id":"")")),
     "the property 'id' must be a whole number or text of 1 to 200 bytes"},
    {"ControlCharacter", collection(feature(R"("id":"a\u0007")")), "without control characters"},
    {"NameIsNotText", collection(feature(kGood + R"(,"name":3.5)")),
     "feature 1 ('a'): the property 'name' must be a whole number or text"},
    {"DuplicateId", collection(feature(kGood) + "," + feature(kGood)),
     "feature 2 ('a'): the id 'a' belongs to another"},
    {"SameIdentifier",
     collection(feature(R"("id":"a b","area_class":"urban")") + "," +
                feature(R"("id":"a/b","area_class":"urban")")),
     "feature 2 ('a/b'): the id 'a_b'"},
    {"NoAreaClass", collection(feature(R"("id":"a")")),
     "no property 'area_class', which must be one of urban, suburban, rural"},
    {"UnknownAreaClass", collection(feature(R"("id":"a","area_class":"city")")),
     "\"city\"; it must be one of urban, suburban, rural"},
    {"UpperCaseAreaClass", collection(feature(R"("id":"a","area_class":"URBAN")")),
     "must be one of urban, suburban, rural"},
    {"UnspecifiedAreaClass", collection(feature(R"("id":"a","area_class":"unspecified")")),
     "must be one of urban, suburban, rural"},
    {"NoPolygon", collection(feature(kGood, "null")), "feature 1 ('a'): the station has no polygon"},
    {"EmptyPolygon", collection(feature(kGood, R"({"type":"Polygon","coordinates":[]})")),
     "the station has no polygon"},
    {"PointGeometry", collection(feature(kGood, R"({"type":"Point","coordinates":[0,0]})")),
     "'geometry.type' must be"},
    {"ThreeVertices", ring("[0,0],[1,0],[0,0]"), "a ring must be a list of at least 4 positions"},
    {"LatitudeOutside", ring("[0,0],[1,0],[1,90.5],[0,0]"),
     "a latitude in 'geometry.coordinates' is 90.5; it must be from -90 to 90"},
    {"LongitudeOutside", ring("[0,0],[-180.1,0],[1,1],[0,0]"),
     "a longitude in 'geometry.coordinates' is -180.1"},
    {"HugeNumber", ring("[0,0],[1e999,0],[1,1],[0,0]"), "is not JSON"},
    {"VertexIsText", ring("[0,0],[\"1\",0],[1,1],[0,0]"),
     "a position is [longitude, latitude], both numbers"},
    {"PositionOutside", collection(feature(kGood + R"(,"position":[0,-91])")),
     "a latitude in 'properties.position' is -91"},
};

class BadStations : public ::testing::TestWithParam<Bad> {};

TEST_P(BadStations, AreRefusedWithTheFileThePlaceAndWhatIsAllowed) {
  EXPECT_THAT([] { parse_stations(GetParam().text, "city.geojson"); },
              ThrowsMessage<DataError>(AllOf(HasSubstr("city.geojson: "), HasSubstr(GetParam().complaint))));
}

INSTANTIATE_TEST_SUITE_P(Cases, BadStations, ::testing::ValuesIn(kBad),
                         [](const auto& bad) { return bad.param.name; });

TEST(Stations, AreWrittenAsTheyAreRead) {
  const std::string text =
      collection(feature(R"("id":"a","name":"城关","area_class":"rural","position":[0.5,0.25])",
                         R"({"type":"MultiPolygon","coordinates":[
                              [[[0,0],[4,0],[4,4],[0,0]],[[1,1],[2,1],[2,2],[1,1]]],[[[5,5],[6,5],[6,6],[5,5]]]]})") +
                 "," + feature(R"("id":"b","area_class":"urban")"));
  const std::string written = stations_geojson(parse_stations(text, "f"), "two \"stations\"");
  const auto again = parse_stations(written, "f");
  EXPECT_EQ(stations_geojson(again, "two \"stations\""), written);
  ASSERT_EQ(again.size(), 2U);
  EXPECT_EQ(again[0].station.name(), "城关");
  EXPECT_EQ(again[0].station.area_class(), v1::AREA_CLASS_RURAL);
  EXPECT_EQ(again[0].station.position().longitude_deg(), 0.5);
  EXPECT_EQ(again[0].polygons.size(), 2U);
  EXPECT_EQ(again[0].polygons[0].holes.size(), 1U);
  EXPECT_FALSE(again[1].station.has_position());
}

TEST(Identifier, KeepsWhatIdsMayHoldAndReplacesTheRest) {
  EXPECT_EQ(identifier_from("Financial District/South Beach"), "Financial_District_South_Beach");
  EXPECT_EQ(identifier_from("a.b_c:d-E9"), "a.b_c:d-E9");
  EXPECT_EQ(identifier_from(std::string(100, 'x')).size(), 64U);
}

}  // namespace
}  // namespace turnout::geo
