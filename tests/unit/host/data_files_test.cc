#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "geo/data_error.h"
#include "host/city.h"
#include "host/policy_file.h"
#include "host/units_file.h"
#include "testing/temporary_folder.h"

namespace turnout::host {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

constexpr const char* kDeployedPolicy = TURNOUT_SOURCE_DIR "/deploy/city/policy.yaml";
constexpr const char* kDeployedStations = TURNOUT_SOURCE_DIR "/deploy/city/stations.geojson";
constexpr const char* kDeployedUnits = TURNOUT_SOURCE_DIR "/deploy/city/units.yaml";

const std::string kTurnout = "  - {clock: turnout, limit: 5 min, source: s}\n";
const std::string kSpeeds = "travel_speeds:\n  - {area: urban, speed_kmh: 30, source: s}\n";

v1::Policy policy_of(const std::string& text) {
  const testing::TemporaryFolder folder;
  return load_policy(folder.write("policy.yaml", text), {v1::AREA_CLASS_URBAN});
}

TEST(PolicyFile, OfTheDemonstrationCityFitsItsStations) {
  const City city(kDeployedStations);
  const v1::Policy policy = load_policy(kDeployedPolicy, city.area_classes());
  EXPECT_EQ(policy.version(), "2026-01");
  EXPECT_FALSE(policy.accept_imported_times());
}

TEST(PolicyFile, ReadsEveryUnitOfTime) {
  const v1::Policy policy = policy_of("version: v\nlimits:\n" + kTurnout +
                                      "  - {clock: assign, limit: 90 s, source: s}\n"
                                      "  - {clock: arrival, limit: 1.5 h, source: s}\n"
                                      "  - {clock: disposition, limit: 2 d, source: s}\n" +
                                      kSpeeds);
  EXPECT_EQ(policy.limits(0).limit_ms(), 300'000);
  EXPECT_EQ(policy.limits(1).limit_ms(), 90'000);
  EXPECT_EQ(policy.limits(2).limit_ms(), 5'400'000);
  EXPECT_EQ(policy.limits(3).limit_ms(), 172'800'000);
}

struct BadPolicy {
  std::string text;
  std::string complaint;  // part of the sentence
};

TEST(PolicyFile, ThatIsWrongIsRefusedNamingFileAndKey) {
  const std::vector<BadPolicy> rows = {
      {"", "must be a mapping"},
      {"limits:\n" + kTurnout + kSpeeds, "version is required"},
      {"version: v\nlimit:\n" + kTurnout, "limit is not known here; allowed are version"},
      {"version: v\n" + kSpeeds, "AREA_CLASS_URBAN has no turnout limit"},
      {"version: v\nlimits:\n" + kTurnout, "AREA_CLASS_URBAN has no travel speed"},
      {"version: v\nlimits:\n  - {clock: turnout, area: rural, limit: 5 min, source: s}\n" + kSpeeds,
       "AREA_CLASS_URBAN has no turnout limit"},
      {"version: v\nlimits:\n  - {clock: lunch, limit: 5 min, source: s}\n",
       "clock is \"lunch\", allowed are assign"},
      {"version: v\nlimits:\n  - {clock: turnout, area: city, limit: 5 min, source: s}\n",
       "area is \"city\""},
      {"version: v\nlimits:\n  - {clock: turnout, priority: high, limit: 5 min, source: s}\n",
       "priority is \"high\""},
      {"version: v\nlimits:\n  - {clock: turnout, limit: 5, source: s}\n",
       "must be a number above 0 and a unit"},
      {"version: v\nlimits:\n  - {clock: turnout, limit: -5 min, source: s}\n", "must be a number above 0"},
      {"version: v\nlimits:\n  - {clock: turnout, limit: 5 weeks, source: s}\n", "allowed are s, min, h, d"},
      {"version: v\nlimits:\n  - {clock: turnout, limit: 5 min}\n", "source is required"},
      {"version: v\nlimits:\n" + kTurnout + kTurnout + kSpeeds, "is given twice"},
      {"version: v\nlimits:\n  - {clock: turnout, limit: 0.1 s, source: s}\n" + kSpeeds,
       "allowed is 1 s to 366 d"},
      {"version: v\nlimits:\n" + kTurnout + "travel_speeds:\n  - {area: urban, speed_kmh: 900, source: s}\n",
       "outside 1 to 70"},
      {"version: v\nlimits: 5\n", "limits must be a list"},
      {"version: [\n", "policy.yaml:"},
  };
  for (const BadPolicy& row : rows) {
    EXPECT_THAT([&] { policy_of(row.text); }, ThrowsMessage<geo::DataError>(HasSubstr(row.complaint)))
        << row.text;
    EXPECT_THAT([&] { policy_of(row.text); }, ThrowsMessage<geo::DataError>(HasSubstr("policy.yaml")))
        << row.text;
  }
}

TEST(UnitsFile, OfTheDemonstrationCityFitsItsStations) {
  const City city(kDeployedStations);
  EXPECT_EQ(load_units(kDeployedUnits, "demo", city).size(), 40);
}

TEST(UnitsFile, ThatIsWrongIsRefusedNamingTheKey) {
  const City city(kDeployedStations);
  const std::vector<BadPolicy> rows = {
      {"units:\n  - {call_sign: x, station: chengguan}\n", "id is required"},
      {"units:\n  - {id: a, station: nowhere}\n", "station is \"nowhere\", which the city does not have"},
      {"units:\n  - {id: a, station: chengguan, kind: horse}\n", "kind is \"horse\", allowed are patrol_car"},
      {"units:\n  - {id: a b, station: chengguan}\n", "unit_id: must be 1 to 64 characters"},
      {"units:\n  - {id: a, station: chengguan, latitude: 91, longitude: 0}\n",
       "latitude_deg: must be -90 to 90"},
      {"units:\n  - {id: a, station: chengguan}\n  - {id: a, station: chengguan}\n", "is given twice"},
      {"units:\n  - {id: a, station: chengguan, colour: red}\n", "colour is not known here"},
  };
  for (const BadPolicy& row : rows) {
    const testing::TemporaryFolder folder;
    const auto file = folder.write("units.yaml", row.text);
    EXPECT_THAT([&] { load_units(file, "demo", city); },
                ThrowsMessage<geo::DataError>(HasSubstr(row.complaint)))
        << row.text;
  }
}

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
}  // namespace turnout::host
