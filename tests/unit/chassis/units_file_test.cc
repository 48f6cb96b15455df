#include "chassis/units_file.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "deployed.h"
#include "geo/data_error.h"
#include "testing/temporary_folder.h"

namespace turnout::chassis {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

constexpr const char* kDeployedUnits = TURNOUT_SOURCE_DIR "/deploy/city/units.yaml";

TEST(UnitsFile, OfTheDemonstrationCityFitsItsStations) {
  const City city(kDeployedStations);
  EXPECT_EQ(load_units(kDeployedUnits, "demo", city).size(), 40);
}

struct BadUnits {
  std::string text;
  std::string complaint;  // part of the sentence
};

TEST(UnitsFile, ThatIsWrongIsRefusedNamingTheKey) {
  const City city(kDeployedStations);
  const std::vector<BadUnits> rows = {
      {"units:\n  - {call_sign: x, station: chengguan}\n", "id is required"},
      {"units:\n  - {id: a, station: nowhere}\n", "station is \"nowhere\", which the city does not have"},
      {"units:\n  - {id: a, station: chengguan, kind: horse}\n", "kind is \"horse\", allowed are patrol_car"},
      {"units:\n  - {id: a b, station: chengguan}\n", "unit_id: must be 1 to 64 characters"},
      {"units:\n  - {id: a, station: chengguan, latitude: 91, longitude: 0}\n",
       "latitude_deg: must be -90 to 90"},
      {"units:\n  - {id: a, station: chengguan}\n  - {id: a, station: chengguan}\n", "is given twice"},
      {"units:\n  - {id: a, station: chengguan, colour: red}\n", "colour is not known here"},
  };
  for (const BadUnits& row : rows) {
    const testing::TemporaryFolder folder;
    const auto file = folder.write("units.yaml", row.text);
    EXPECT_THAT([&] { load_units(file, "demo", city); },
                ThrowsMessage<geo::DataError>(HasSubstr(row.complaint)))
        << row.text;
  }
}

}  // namespace
}  // namespace turnout::chassis
