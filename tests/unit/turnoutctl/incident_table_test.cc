#include "turnoutctl/incident_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/summary.h"
#include "incidents.h"
#include "text/width.h"

namespace turnout::turnoutctl {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class IncidentTable : public testing::Test {
 protected:
  void SetUp() override {
    v1::Settings settings;
    v1::Station& station = *settings.add_stations();
    station.set_id("chengguan");
    station.set_name("城关派出所");
    v1::Duty& duty = *settings.mutable_roster()->add_duties();
    duty.set_person_id("P2009");
    duty.set_name("周所长");
    names = ShownNames(settings);
    v1::Unit unit;
    unit.set_id("CG1");
    unit.mutable_details()->set_call_sign("城关1");
    names.add(unit);
  }

  // With a late turnout, at an address, and a car on the way to it.
  static v1::Incident late() {
    v1::Incident incident = open_incident("0199f3c0-aaaa-7000-8000-00000007398f");
    add_clock(incident, v1::CLOCK_KIND_TURNOUT, -192'000).set_fired_at_ms(kNowMs);
    incident.mutable_place()->mutable_address()->set_text("城关镇解放路88号 东方红小区");
    incident.set_station_id("chengguan");
    incident.mutable_responsible()->set_officer_id("P2009");
    add_order(incident, "CG1", v1::MILESTONE_ACKNOWLEDGED);
    return incident;
  }

  std::vector<std::string> lines(const v1::Incident& incident, int columns, bool colours = false) const {
    const v1::IncidentSummary summary = domain::summary_of(incident);
    return incident_table({&summary}, names, kNowMs).lines({.columns = columns, .colours = colours});
  }

  ShownNames names;
};

TEST_F(IncidentTable, OfEightyColumnsKeepsTimeAddressAndUnitsWhole) {
  EXPECT_THAT(lines(late(), 80),
              ElementsAre(" LEFT  CLOCK    ID      ADDRESS                      UNITS               ANSWERS",
                          "−3:12  turnout  07398f  城关镇解放路88号 东方红小区  城关1 acknowledged  周所长"));
}

TEST_F(IncidentTable, ShowsStationsUnitsAndPeopleByName) {
  const std::string row = lines(late(), 120).at(1);
  EXPECT_THAT(row, AllOf(HasSubstr("城关1 acknowledged"), HasSubstr("周所长"), HasSubstr("城关派出所")));
  EXPECT_THAT(row, Not(HasSubstr("chengguan")));
}

TEST_F(IncidentTable, LeavesTheTypeOutWhereNoIncidentHasOne) {
  EXPECT_THAT(lines(late(), 160).at(0), Not(HasSubstr("TYPE")));
  v1::Incident robbery = late();
  robbery.set_type("robbery");
  EXPECT_THAT(lines(robbery, 160).at(0), HasSubstr("TYPE"));
}

TEST_F(IncidentTable, ShowsALateClockInRedWithMinus) {
  EXPECT_THAT(lines(late(), 80, true).at(1), HasSubstr("\x1b[1;31m−3:12\x1b[0m"));
}

TEST_F(IncidentTable, CountsTheOtherLateClocksBesideTheMostPressingOne) {
  v1::Incident several = late();
  add_clock(several, v1::CLOCK_KIND_ARRIVAL, -30'000).set_fired_at_ms(kNowMs);
  add_clock(several, v1::CLOCK_KIND_DISPOSITION, 60'000);
  EXPECT_THAT(lines(several, 80).at(1), HasSubstr("turnout +1"));
  EXPECT_THAT(lines(several, 160).at(1), HasSubstr("1 running"));
}

TEST_F(IncidentTable, SaysInRedThatNobodyIsOnAnIncident) {
  v1::Incident incident = open_incident("0199f3c0-aaaa-7000-8000-00000007398f");
  add_clock(incident, v1::CLOCK_KIND_ASSIGN, 30'000);
  v1::IncidentSummary summary = domain::summary_of(incident);
  summary.set_unattended_since_ms(kNowMs - 30'000);
  EXPECT_THAT(incident_table({&summary}, names, kNowMs).lines({.columns = 80, .colours = true}).at(1),
              HasSubstr("\x1b[1;31mnobody\x1b[0m"));
}

TEST_F(IncidentTable, ShowsTheBeginningOfTheReportLastAndCutsItFirst) {
  v1::Incident incident = late();
  incident.add_calls()->mutable_caller()->set_words("两名男子\n持刀打架，地点在菜市场门口，伤者一名");
  const auto wide = lines(incident, 160);
  EXPECT_THAT(wide[0], HasSubstr("STATION     WORDS"));
  EXPECT_THAT(wide[1], HasSubstr("城关派出所  两名男子 持刀打架，地点在菜市场门口，伤者一名"));
  EXPECT_THAT(lines(incident, 128).at(1), HasSubstr("城关派出所  两名男子 持刀打架，地点…"));
  EXPECT_EQ(lines(incident, 80), lines(late(), 80)) << "left out before address and units are cut";
}

TEST_F(IncidentTable, ShowsTheReportInPlaceOfAnAddressThatIsNotKnown) {
  v1::Incident incident = late();
  incident.clear_place();
  incident.add_calls()->mutable_caller()->set_words("菜市场门口有人打架");
  EXPECT_THAT(lines(incident, 80).at(1), HasSubstr("07398f  “菜市场门口有人打架”  城关1"));
  EXPECT_THAT(lines(incident, 160).at(0), Not(HasSubstr("WORDS"))) << "it would stand there twice";
}

TEST_F(IncidentTable, IsNeverWiderThanItsTerminal) {
  for (int columns = 1; columns <= 160; ++columns) {
    for (const std::string& line : lines(late(), columns))
      EXPECT_LE(text::display_width(line), columns) << line;
  }
}

TEST_F(IncidentTable, IsOneLineForEachIncidentAtAnyWidth) {
  v1::Incident incident = late();
  incident.add_calls()->mutable_caller()->set_words(std::string(500, 'x') + "\n" + std::string(500, 'y'));
  for (int columns = 20; columns <= 200; ++columns) EXPECT_EQ(lines(incident, columns).size(), 2U) << columns;
}

}  // namespace
}  // namespace turnout::turnoutctl
