#include "turnoutctl/duty_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "incidents.h"
#include "turnoutctl/roster_changes.h"

namespace turnout::turnoutctl {
namespace {

using testing::ElementsAre;

constexpr std::int64_t kHourMs = 3'600'000;

// Noon of 2026-11-23 in Shanghai.
class DutyTable : public testing::Test {
 protected:
  void SetUp() override {
    v1::Station& station = *settings.add_stations();
    station.set_id("chengguan");
    station.set_name("城关派出所");
    *settings.mutable_roster()->mutable_time_zone() = shanghai();
  }

  v1::Duty& duty(v1::DutyRole role, const std::string& station_id, const std::string& person) {
    v1::Duty& added = *settings.mutable_roster()->add_duties();
    added.set_role(role);
    added.set_station_id(station_id);
    added.set_person_id(person);
    return added;
  }

  static void set_hours(v1::Duty& duty, std::uint32_t from, std::uint32_t until) {
    duty.set_from_minute(from * 60);
    duty.set_until_minute(until * 60);
  }

  std::vector<std::string> lines(const std::string& station_id = "", std::int64_t now_ms = kNowMs) const {
    return duty_table(settings, station_id, now_ms).lines({.columns = 100});
  }

  v1::Settings settings;
};

TEST_F(DutyTable, SaysWhoHoldsAPostUntilWhenAndWhoThen) {
  v1::Duty& day = duty(v1::DUTY_ROLE_SHIFT_LEADER, "chengguan", "P2007");
  day.set_name("赵值班长");
  set_hours(day, 8, 20);
  set_hours(duty(v1::DUTY_ROLE_SHIFT_LEADER, "chengguan", "P2008"), 20, 8);
  EXPECT_THAT(lines(), ElementsAre("POST                 ON DUTY         UNTIL  OF          THEN",
                                   "shift leader 值班长  赵值班长 P2007  20:00  城关派出所  P2008"));
  EXPECT_THAT(lines("", kNowMs + 10 * kHourMs),
              ElementsAre("POST                 ON DUTY  UNTIL        OF          THEN",
                          "shift leader 值班长  P2008    11-24 08:00  城关派出所  赵值班长"));
}

TEST_F(DutyTable, OfAStationHasItsOwnPostsElseTheDistrictsAndSaysWhichNobodyHolds) {
  duty(v1::DUTY_ROLE_STATION_CHIEF, "chengguan", "P2009");
  duty(v1::DUTY_ROLE_DISPATCHER, "", "P2001");
  EXPECT_THAT(lines("chengguan"), ElementsAre("POST                       ON DUTY  UNTIL  OF          THEN",
                                              "dispatcher 调度员          P2001    –      district    ",
                                              "shift leader 值班长        nobody   –      district    ",
                                              "station chief 所长         P2009    –      城关派出所  ",
                                              "district commander 指挥长  nobody   –      district    "));
}

TEST_F(DutyTable, KnowsTheLastDayOfADuty) {
  v1::Duty& duty_of_week = duty(v1::DUTY_ROLE_DISPATCHER, "", "P2001");
  set_hours(duty_of_week, 20, 8);
  duty_of_week.set_until_ms(kNowMs + 60 * kHourMs);  // 2026-11-26: begins for the last time on the 25th
  duty(v1::DUTY_ROLE_DISPATCHER, "", "P2002");
  EXPECT_EQ(held_until_ms(settings.roster(), v1::DUTY_ROLE_DISPATCHER, "", kNowMs), kNowMs + 8 * kHourMs);
  EXPECT_EQ(held_until_ms(settings.roster(), v1::DUTY_ROLE_DISPATCHER, "", kNowMs + 56 * kHourMs),
            kNowMs + 68 * kHourMs)
      << "the night of the 25th ends on the 26th";
  EXPECT_EQ(held_until_ms(settings.roster(), v1::DUTY_ROLE_DISPATCHER, "", kNowMs + 68 * kHourMs), 0)
      << "P2002 from then on";
}

}  // namespace
}  // namespace turnout::turnoutctl
