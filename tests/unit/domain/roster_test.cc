// Who holds a post at an instant.
#include "domain/roster.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace turnout::domain {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kMidnightMs = 1'767'225'600'000;  // 2026-01-01T00:00Z

v1::Duty& duty(v1::Roster& roster, const std::string& person, const std::string& station = "") {
  v1::Duty& duty = *roster.add_duties();
  duty.set_role(v1::DUTY_ROLE_STATION_CHIEF);
  duty.set_person_id(person);
  duty.set_station_id(station);
  return duty;
}

std::string chief_at(const v1::Roster& roster, std::int64_t at_ms, const std::string& station = "gulou") {
  return on_duty(roster, v1::DUTY_ROLE_STATION_CHIEF, station, at_ms);
}

TEST(Roster, PrefersTheStationsOwnPostToTheDistricts) {
  v1::Roster roster;
  duty(roster, "district");
  duty(roster, "gulou", "gulou");
  EXPECT_EQ(chief_at(roster, kMidnightMs), "gulou");
  EXPECT_EQ(chief_at(roster, kMidnightMs, "hexi"), "district");
}

TEST(Roster, KnowsHoursInTheCitysLocalTime) {
  v1::Roster roster;
  roster.set_utc_offset_ms(8 * kHourMs);
  v1::Duty& day = duty(roster, "day");
  day.set_from_minute(8 * 60);
  day.set_until_minute(20 * 60);
  v1::Duty& night = duty(roster, "night");
  night.set_from_minute(20 * 60);
  night.set_until_minute(8 * 60);
  EXPECT_EQ(chief_at(roster, kMidnightMs), "day");  // 08:00 there
  EXPECT_EQ(chief_at(roster, kMidnightMs - 1), "night");
  EXPECT_EQ(chief_at(roster, kMidnightMs + 12 * kHourMs), "night");
}

TEST(Roster, KnowsWhenADutyBeginsAndEnds) {
  v1::Roster roster;
  v1::Duty& january = duty(roster, "january");
  january.set_from_ms(kMidnightMs);
  january.set_until_ms(kMidnightMs + 31 * 24 * kHourMs);
  EXPECT_EQ(chief_at(roster, kMidnightMs - 1), "");
  EXPECT_EQ(chief_at(roster, kMidnightMs), "january");
  EXPECT_EQ(chief_at(roster, kMidnightMs + 31 * 24 * kHourMs), "");
}

TEST(Roster, IsNotFitAndSaysWhy) {
  struct RosterFault {
    const char* sentence;
    void (*make)(v1::Roster&);
  };
  const RosterFault faults[] = {
      {"has no role", [](v1::Roster& r) { r.mutable_duties(0)->clear_role(); }},
      {"names no person", [](v1::Roster& r) { r.mutable_duties(0)->clear_person_id(); }},
      {"hours are outside", [](v1::Roster& r) { r.mutable_duties(0)->set_from_minute(1'440); }},
      {"ends before it begins",
       [](v1::Roster& r) {
         r.mutable_duties(0)->set_from_ms(kMidnightMs);
         r.mutable_duties(0)->set_until_ms(kMidnightMs);
       }},
      {"utc_offset: is outside", [](v1::Roster& r) { r.set_utc_offset_ms(15 * kHourMs); }},
  };
  for (const RosterFault& fault : faults) {
    v1::Roster roster;
    duty(roster, "chief");
    EXPECT_TRUE(faults_of(roster).empty());
    fault.make(roster);
    EXPECT_THAT(faults_of(roster), Contains(HasSubstr(fault.sentence)));
  }
}

}  // namespace
}  // namespace turnout::domain
