#include "trace/trace_map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

#include "geo/data_error.h"

namespace turnout::trace {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;
using ::testing::ThrowsMessage;

const std::string kMap = R"yaml(columns:
  call: Call
  unit: Unit
  received: Received
  dispatched: Dispatched
  en_route: Response
  on_scene: Scene
  available: Free
  location: Place
location_pattern: "({latitude}, {longitude})"
time:
  format: "%Y-%m-%d %H:%M:%S"
  zone: Asia/Shanghai
priorities:
  A: emergency
jurisdictions:
  id: nhood
  default_area_class: urban
  area_classes:
    Sea Cliff: rural
)yaml";

std::string with(const std::string& line, const std::string& instead) {
  std::string map = kMap;
  const std::size_t at = map.find(line);
  if (at == std::string::npos) throw std::logic_error("no such line: " + line);
  return map.replace(at, line.size(), instead);
}

TEST(TraceMap, SaysWhatTheColumnsMean) {
  const TraceMap map = parse_trace_map(kMap, "map.yaml");
  EXPECT_EQ(map.columns.of_stage[place_of(Stage::kEnRoute)], "Response");
  EXPECT_EQ(map.columns.type, "");
  EXPECT_EQ(map.time.zone, "Asia/Shanghai");
  EXPECT_THAT(map.priorities, ElementsAre(Pair("A", v1::PRIORITY_EMERGENCY)));
  EXPECT_EQ(map.jurisdictions.id, "nhood");
  EXPECT_EQ(map.jurisdictions.name, "nhood");
  EXPECT_EQ(map.jurisdictions.area_class, "area_class");
  EXPECT_EQ(map.jurisdictions.default_area_class, v1::AREA_CLASS_URBAN);
  EXPECT_THAT(map.jurisdictions.area_class_of, ElementsAre(Pair("Sea Cliff", v1::AREA_CLASS_RURAL)));
}

TEST(TraceMap, OfTheProjectsOwnTracesIsSound) {
  const TraceMap map = load_trace_map(TURNOUT_SOURCE_DIR "/deploy/traces/san_francisco.yaml");
  EXPECT_EQ(map.jurisdictions.area_class_of.size(), 6U);
  EXPECT_EQ(map.columns.stages.size(), 8U);
}

TEST(TraceMap, NamesAFileThatIsMissing) {
  EXPECT_THAT([] { load_trace_map("/nowhere/map.yaml"); },
              ThrowsMessage<geo::DataError>(HasSubstr("/nowhere/map.yaml")));
}

struct BadMap {
  std::string name;
  std::string text;
  std::string complaint;

  friend std::ostream& operator<<(std::ostream& out, const BadMap& shown) { return out << shown.name; }
};

const BadMap kBadMaps[] = {
    {"Empty", "", "map.yaml:1: must be a mapping with the keys columns, "},
    {"NotYaml", "columns: [", "map.yaml:1: "},
    {"List", "- columns", "must be a mapping with the keys columns, "},
    {"UnknownKey", kMap + "speed: 600\n", "map.yaml:21: speed is not known here; allowed are columns, "},
    {"UnknownColumn", with("  unit: Unit", "  unit: Unit\n  crew: Crew"),
     "map.yaml:4: crew is not known here"},
    {"MissingColumns", "time: {format: x, zone: UTC}", "columns is required"},
    {"MissingCall", with("  call: Call\n", ""), "map.yaml:2: call is required"},
    {"MissingEnRoute", with("  en_route: Response\n", ""), "en_route is required"},
    {"KeyTwice", with("  unit: Unit", "  unit: Unit\n  unit: Units"), "unit is given twice"},
    {"ColumnIsList", with("Scene", "[a, b]"), "map.yaml:7: on_scene must be text"},
    {"StagesIsText", with("  location: Place", "  location: Place\n  stages: Received"),
     "stages must be a list of texts"},
    {"NoPlace", with("  location: Place\n", ""), "latitude is required"},
    {"TwoPlaces", with("  location: Place", "  location: Place\n  latitude: Lat"), "exclude each other"},
    {"NoPattern", with("location_pattern: \"({latitude}, {longitude})\"\n", ""),
     "location_pattern is required"},
    {"BadPattern", with("{latitude}, ", ""), "it must contain {latitude} and {longitude} once each"},
    {"NoTime", with("time:\n  format: \"%Y-%m-%d %H:%M:%S\"\n  zone: Asia/Shanghai\n", ""),
     "time is required"},
    {"UnknownZone", with("Asia/Shanghai", "Mars/Olympus"),
     "map.yaml:13: zone is 'Mars/Olympus'; it must be an IANA time zone"},
    {"UnknownPriority", with("emergency", "very"),
     "A is 'very'; it must be one of emergency 紧急, urgent 较急, routine 一般"},
    {"NoJurisdictionId", with("  id: nhood\n", ""), "id is required"},
    {"UnknownAreaClass", with("Cliff: rural", "Cliff: wild"),
     "map.yaml:20: Sea Cliff is 'wild'; it must be one of urban 城区, suburban 城郊, rural 农村"},
};

class UnusableTraceMap : public ::testing::TestWithParam<BadMap> {};

TEST_P(UnusableTraceMap, IsRefusedWithTheFileTheKeyAndWhatIsAllowed) {
  EXPECT_THAT([] { parse_trace_map(GetParam().text, "map.yaml"); },
              ThrowsMessage<geo::DataError>(AllOf(HasSubstr("map.yaml:"), HasSubstr(GetParam().complaint))));
}

INSTANTIATE_TEST_SUITE_P(Cases, UnusableTraceMap, ::testing::ValuesIn(kBadMaps),
                         [](const auto& bad) { return bad.param.name; });

}  // namespace
}  // namespace turnout::trace
