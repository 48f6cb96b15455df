// Who holds a post at an instant.
#include "domain/roster.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace turnout::domain {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kDayMs = 24 * kHourMs;
constexpr std::int64_t kMidnightMs = 1'767'225'600'000;  // 2026-01-01T00:00Z

v1::Duty& duty(v1::Roster& roster, const std::string& person, const std::string& station = "") {
  v1::Duty& duty = *roster.add_duties();
  duty.set_role(v1::DUTY_ROLE_STATION_CHIEF);
  duty.set_person_id(person);
  duty.set_station_id(station);
  return duty;
}

void hours(v1::Duty& duty, std::uint32_t from, std::uint32_t until) {
  duty.set_from_minute(from * 60);
  duty.set_until_minute(until * 60);
}

void change_clock(v1::Roster& roster, std::int64_t from_ms, std::int64_t offset_ms) {
  v1::UtcOffset& offset = *roster.mutable_time_zone()->add_offsets();
  offset.set_from_ms(from_ms);
  offset.set_offset_ms(offset_ms);
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
  change_clock(roster, 0, 8 * kHourMs);
  hours(duty(roster, "day"), 8, 20);
  hours(duty(roster, "night"), 20, 8);
  EXPECT_EQ(chief_at(roster, kMidnightMs), "day");  // 08:00 there
  EXPECT_EQ(chief_at(roster, kMidnightMs - 1), "night");
  EXPECT_EQ(chief_at(roster, kMidnightMs + 12 * kHourMs), "night");
}

TEST(Roster, GivesADutyOverMidnightToTheDayOnWhichItBegins) {
  v1::Roster roster;
  v1::Duty& night = duty(roster, "night");
  hours(night, 20, 8);
  night.set_from_ms(kMidnightMs);
  night.set_until_ms(kMidnightMs + kDayMs);
  EXPECT_EQ(chief_at(roster, kMidnightMs), "") << "that is the night before";
  EXPECT_EQ(chief_at(roster, kMidnightMs + 20 * kHourMs - 1), "");
  EXPECT_EQ(chief_at(roster, kMidnightMs + 20 * kHourMs), "night");
  EXPECT_EQ(chief_at(roster, kMidnightMs + kDayMs), "night");
  EXPECT_EQ(chief_at(roster, kMidnightMs + kDayMs + 8 * kHourMs - 1), "night");
  EXPECT_EQ(chief_at(roster, kMidnightMs + kDayMs + 8 * kHourMs), "");
}

TEST(Roster, GivesAWholeDayFromItsHourOnToTheDayOnWhichItBegins) {
  v1::Roster roster;
  v1::Duty& whole = duty(roster, "whole");
  hours(whole, 8, 8);
  whole.set_from_ms(kMidnightMs);
  whole.set_until_ms(kMidnightMs + kDayMs);
  EXPECT_EQ(chief_at(roster, kMidnightMs + 8 * kHourMs - 1), "");
  EXPECT_EQ(chief_at(roster, kMidnightMs + 8 * kHourMs), "whole");
  EXPECT_EQ(chief_at(roster, kMidnightMs + 32 * kHourMs - 1), "whole");
  EXPECT_EQ(chief_at(roster, kMidnightMs + 32 * kHourMs), "");
}

TEST(Roster, HandsOverOnceWhereTheClockRepeatsTheHourOfTheChange) {
  v1::Roster roster;
  change_clock(roster, 0, kHourMs);
  change_clock(roster, kMidnightMs + kHourMs, 0);  // 02:00 becomes 01:00
  v1::Duty& early = duty(roster, "early");
  early.set_until_minute(90);
  v1::Duty& late = duty(roster, "late");
  late.set_from_minute(90);
  EXPECT_EQ(chief_at(roster, kMidnightMs + kHourMs / 2 - 1), "early");  // 01:29:59.999
  EXPECT_EQ(chief_at(roster, kMidnightMs + kHourMs / 2), "late");       // 01:30
  EXPECT_EQ(chief_at(roster, kMidnightMs + kHourMs), "late");           // 01:00 again
  EXPECT_EQ(chief_at(roster, kMidnightMs + 2 * kHourMs), "late");
}

TEST(Roster, KeepsTheDayWhereTheClockGoesBackOverMidnight) {
  v1::Roster roster;
  change_clock(roster, 0, 0);
  change_clock(roster, kMidnightMs + 60'000, -kHourMs);  // 00:01 becomes 23:01 of the day before
  v1::Duty& before = duty(roster, "before");
  before.set_until_ms(kMidnightMs);
  v1::Duty& after = duty(roster, "after");
  after.set_from_ms(kMidnightMs);
  EXPECT_EQ(chief_at(roster, kMidnightMs - 1), "before");
  EXPECT_EQ(chief_at(roster, kMidnightMs), "after");
  EXPECT_EQ(chief_at(roster, kMidnightMs + 120'000), "after");
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
