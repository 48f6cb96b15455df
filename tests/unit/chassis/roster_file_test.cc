#include "chassis/roster_file.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "deployed.h"
#include "domain/roster.h"
#include "geo/data_error.h"
#include "testing/temporary_folder.h"

namespace turnout::chassis {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

constexpr const char* kDeployedRoster = TURNOUT_SOURCE_DIR "/deploy/city/roster.yaml";
constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kMidnightMs = 1'772'294'400'000;  // 2026-03-01T00:00:00+08:00

v1::Roster roster_of(const std::string& text) {
  const testing::TemporaryFolder folder;
  const City city(kDeployedStations);
  return load_roster(folder.write("roster.yaml", text), city);
}

TEST(RosterFile, OfTheDemonstrationCityHoldsEveryPostAtEveryHour) {
  const City city(kDeployedStations);
  const v1::Roster roster = load_roster(kDeployedRoster, city);
  for (const v1::Station& station : city.stations()) {
    for (int role = v1::DUTY_ROLE_DISPATCHER; role < v1::DutyRole_ARRAYSIZE; ++role) {
      for (int hour = 0; hour < 24; ++hour) {
        EXPECT_NE(domain::on_duty(roster, static_cast<v1::DutyRole>(role), station.id(),
                                  kMidnightMs + hour * kHourMs),
                  "")
            << station.id() << " " << role << " " << hour;
      }
    }
  }
}

TEST(RosterFile, SaysWhoHoldsAPostByTheCitysOwnTime) {
  const v1::Roster roster = roster_of(
      "utc_offset: \"+08:00\"\n"
      "duties:\n"
      "  - {role: station_chief, station: chengguan, person: day, name: 王所长, hours: \"08:00-20:00\"}\n"
      "  - {role: station_chief, station: chengguan, person: night, hours: \"20:00-08:00\", from: "
      "2026-03-01,\n"
      "     until: 2026-03-02}\n"
      "  - {role: station_chief, person: district}\n");
  const auto chief_at = [&](std::int64_t at_ms, const std::string& station = "chengguan") {
    return domain::on_duty(roster, v1::DUTY_ROLE_STATION_CHIEF, station, at_ms);
  };
  EXPECT_EQ(roster.duties(0).name(), "王所长");
  EXPECT_EQ(chief_at(kMidnightMs - 1), "district");
  EXPECT_EQ(chief_at(kMidnightMs), "night");
  EXPECT_EQ(chief_at(kMidnightMs + 8 * kHourMs), "day");
  EXPECT_EQ(chief_at(kMidnightMs + 20 * kHourMs), "night");
  EXPECT_EQ(chief_at(kMidnightMs + 24 * kHourMs), "district");
  EXPECT_EQ(chief_at(kMidnightMs, "gulou"), "district");
}

TEST(RosterFile, MayEndADayAtMidnight) {
  const v1::Roster roster =
      roster_of("duties:\n  - {role: dispatcher, person: late, hours: \"16:00-24:00\"}\n");
  EXPECT_EQ(roster.duties(0).from_minute(), 16 * 60);
  EXPECT_EQ(roster.duties(0).until_minute(), 0);
}

struct BadRoster {
  std::string duty;
  std::string complaint;  // part of the sentence
};

TEST(RosterFile, ThatIsWrongIsRefusedNamingFileLineAndKey) {
  const std::vector<BadRoster> rows = {
      {"person: P1", "role is required"},
      {"role: boss, person: P1", "role is \"boss\", allowed are dispatcher, shift_leader, station_chief"},
      {"role: dispatcher", "person is required"},
      {"role: dispatcher, person: 王 所长", "person is \"王 所长\", allowed are 1 to 64 characters"},
      {"role: dispatcher, person: P1, name: " + std::string(101, 'x'), "allowed are up to 100 characters"},
      {"role: dispatcher, person: P1, station: nowhere",
       "station is \"nowhere\", which the city does not have"},
      {"role: dispatcher, person: P1, hours: 8-20", "hours is \"8-20\", allowed is HH:MM-HH:MM"},
      {"role: dispatcher, person: P1, hours: \"08:00-25:00\"", "hours is \"08:00-25:00\", allowed is"},
      {"role: dispatcher, person: P1, hours: \"24:00-08:00\"", "hours is \"24:00-08:00\", allowed is"},
      {"role: dispatcher, person: P1, from: 1.3.2026", "from is \"1.3.2026\", allowed is a day"},
      {"role: dispatcher, person: P1, from: 2026-03-02, until: 2026-03-01", "ends before it begins"},
      {"role: dispatcher, person: P1, shift: night", "shift is not known here; allowed are role, station"},
  };
  for (const BadRoster& row : rows) {
    EXPECT_THAT([&] { roster_of("duties:\n  - {" + row.duty + "}\n"); },
                ThrowsMessage<geo::DataError>(AllOf(HasSubstr(row.complaint), HasSubstr("roster.yaml:"))))
        << row.duty;
  }
}

}  // namespace
}  // namespace turnout::chassis
