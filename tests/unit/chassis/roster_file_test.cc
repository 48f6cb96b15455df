#include "chassis/roster_file.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "deployed.h"
#include "domain/roster.h"
#include "geo/data_error.h"
#include "testing/temporary_folder.h"
#include "testing/utc.h"

namespace turnout::chassis {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;
using testing::utc;

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
      "time_zone: Asia/Shanghai\n"
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
  EXPECT_EQ(chief_at(kMidnightMs), "district") << "the night of the 28th of February";
  EXPECT_EQ(chief_at(kMidnightMs + 8 * kHourMs), "day");
  EXPECT_EQ(chief_at(kMidnightMs + 20 * kHourMs), "night");
  EXPECT_EQ(chief_at(kMidnightMs + 32 * kHourMs - 1), "night");
  EXPECT_EQ(chief_at(kMidnightMs + 32 * kHourMs), "day");
  EXPECT_EQ(chief_at(kMidnightMs + 44 * kHourMs), "district");
  EXPECT_EQ(chief_at(kMidnightMs, "gulou"), "district");
}

// A night of 20:00-08:00 on this day alone, in this zone.
v1::Roster night_of(const std::string& zone, const std::string& day, const std::string& day_after) {
  return roster_of("time_zone: " + zone +
                   "\nduties:\n  - {role: dispatcher, person: P1, hours: \"20:00-08:00\", from: " + day +
                   ", until: " + day_after + "}\n");
}

TEST(RosterFile, HoldsANightFromItsEveningToItsMorningWhateverTheClocksDo) {
  struct Night {
    const char* zone;
    const char* day;
    const char* day_after;
    std::int64_t begin_ms;
    std::int64_t end_ms;
  };
  const std::vector<Night> nights = {
      {"Asia/Shanghai", "2026-03-27", "2026-03-28", utc("2026-03-27", "12:00"), utc("2026-03-28", "00:00")},
      {"Asia/Shanghai", "2028-02-28", "2028-02-29", utc("2028-02-28", "12:00"), utc("2028-02-29", "00:00")},
      {"Asia/Shanghai", "2028-02-29", "2028-03-01", utc("2028-02-29", "12:00"), utc("2028-03-01", "00:00")},
      {"Asia/Shanghai", "2026-12-31", "2027-01-01", utc("2026-12-31", "12:00"), utc("2027-01-01", "00:00")},
      // 11 h and 13 h, 11 h 30 min and 12 h 30 min
      {"America/New_York", "2026-03-07", "2026-03-08", utc("2026-03-08", "01:00"),
       utc("2026-03-08", "12:00")},
      {"America/New_York", "2026-10-31", "2026-11-01", utc("2026-11-01", "00:00"),
       utc("2026-11-01", "13:00")},
      {"Australia/Lord_Howe", "2026-10-03", "2026-10-04", utc("2026-10-03", "09:30"),
       utc("2026-10-03", "21:00")},
      {"Australia/Lord_Howe", "2026-04-04", "2026-04-05", utc("2026-04-04", "09:00"),
       utc("2026-04-04", "21:30")},
  };
  for (const Night& night : nights) {
    const v1::Roster roster = night_of(night.zone, night.day, night.day_after);
    const auto is_held = [&roster](std::int64_t at_ms) {
      return !domain::on_duty(roster, v1::DUTY_ROLE_DISPATCHER, "", at_ms).empty();
    };
    EXPECT_FALSE(is_held(night.begin_ms - 1)) << night.zone << " " << night.day;
    for (std::int64_t at_ms = night.begin_ms; at_ms < night.end_ms; at_ms += 900'000) {
      EXPECT_TRUE(is_held(at_ms)) << night.zone << " " << night.day << " " << at_ms - night.begin_ms;
    }
    EXPECT_TRUE(is_held(night.end_ms - 1)) << night.zone << " " << night.day;
    EXPECT_FALSE(is_held(night.end_ms)) << night.zone << " " << night.day;
  }
}

TEST(RosterFile, WithAnOffsetIsRefusedWithTheLineToWrite) {
  const auto refuses = [](const std::string& line, const std::string& sentence) {
    EXPECT_THAT([&] { roster_of(line); },
                ThrowsMessage<geo::DataError>(AllOf(HasSubstr(sentence), HasSubstr("roster.yaml:1"))));
  };
  refuses("utc_offset: \"+08:00\"\n",
          "utc_offset is \"+08:00\", but a city has a time zone, not an offset: write \"time_zone: "
          "Asia/Shanghai\" instead");
  refuses("utc_offset: \"-05:00\"\n", "such as \"time_zone: America/New_York\"");
  refuses("time_zone: Asia/Beijing\n", "time_zone is \"Asia/Beijing\", allowed is the IANA name of");
  refuses("shifts: []\n", "shifts is not known here; allowed are time_zone, duties");
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
