#include "turnoutctl/board_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <time.h>

#include "incidents.h"
#include "text/width.h"

namespace turnout::turnoutctl {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

class Board : public testing::Test {
 protected:
  void SetUp() override {
    setenv("TZ", "UTC", 1);
    tzset();
    v1::Incident late = open_incident("0199f3c0-aaaa-7000-8000-00000007398f");
    add_clock(late, v1::CLOCK_KIND_TURNOUT, -32'000);
    late.set_type("盗窃");
    late.set_station_id("南湖");
    late.mutable_place()->set_address("中山路5号");
    take(state_, late);

    v1::Incident early = open_incident("0199f3c0-bbbb-7000-8000-00000017398e");
    add_clock(early, v1::CLOCK_KIND_TURNOUT, 247'000);
    add_clock(early, v1::CLOCK_KIND_ARRIVAL, 607'000);
    early.set_type("robbery");
    early.set_station_id("north");
    add_order(early, "car-7", v1::MILESTONE_ACKNOWLEDGED);
    add_order(early, "car-9", v1::MILESTONE_EN_ROUTE).set_end(v1::ASSIGNMENT_END_RECALLED);
    take(state_, early);

    add_unit(v1::UNIT_STATUS_ASSIGNED);
    add_unit(v1::UNIT_STATUS_AVAILABLE);
    add_unit(v1::UNIT_STATUS_AVAILABLE);
  }

  void add_unit(v1::UnitStatus status) { state_.units.emplace_back().set_status(status); }

  std::vector<std::string> lines(int columns, int rows = 0) const {
    return board_lines(state_, "demo", kNowMs, {.look = {.columns = columns}, .rows = rows});
  }

  BoardState state_;
};

TEST_F(Board, ShowsIncidentsByUrgencyAlignedWhateverTheScript) {
  EXPECT_THAT(
      lines(120),
      ElementsAre("Turnout demo  2026-11-23 04:00:00  2 open, 1 overdue",  //
                  "3 units: 2 available, 1 assigned",                      //
                  "",                                                      //
                  " LEFT  CLOCK    ID      PRIORITY  TYPE     STATION  UNITS               OTHER CLOCKS   "
                  "ADDRESS",  //
                  "−0:32  turnout  07398f  urgent    盗窃     南湖                                        "
                  "中山路5号",  //
                  " 4:07  turnout  17398e  urgent    robbery  north    car-7 acknowledged  arrival 10:07  "));
}

TEST_F(Board, IsNeverWiderThanItsTerminal) {
  state_.incident_trouble = "intake at 127.0.0.1:7110 cannot be reached";
  for (int columns = 1; columns <= 130; ++columns) {
    for (const std::string& line : lines(columns)) EXPECT_LE(text::display_width(line), columns) << line;
  }
}

TEST_F(Board, IsNeverHigherThanItsTerminalAndCountsWhatIsLeftOut) {
  for (int i = 0; i < 20; ++i) take(state_, open_incident("quiet-" + std::to_string(10 + i)));
  for (int rows = 1; rows <= 30; ++rows) EXPECT_LE(lines(100, rows).size(), static_cast<std::size_t>(rows));
  EXPECT_EQ(lines(100, 10).back(), "… and 17 more");
  EXPECT_EQ(lines(100, 2).back(), "… and 22 more");
  EXPECT_THAT(lines(100, 26).back(), HasSubstr("iet-29")) << "all of them fit";
}

// An escalation of the incident's turnout that nobody has answered for so long.
v1::Escalation& escalate(v1::Incident& incident, std::int64_t unanswered_ms) {
  v1::Escalation& escalation = *incident.add_escalations();
  escalation.set_kind(v1::CLOCK_KIND_TURNOUT);
  escalation.set_raised(2);
  escalation.set_rung(2);
  escalation.set_role(v1::DUTY_ROLE_STATION_CHIEF);
  escalation.set_raised_at_ms(kNowMs - unanswered_ms);
  escalation.set_next_at_ms(kNowMs + 60'000);
  return escalation;
}

TEST_F(Board, ShowsWhoHasNotAnsweredTheOldestFirstAlignedWhateverTheScript) {
  v1::Incident late = state_.incidents.begin()->second;
  escalate(late, 45'000).set_person("王所长");
  take(state_, late);
  v1::Incident other = state_.incidents.rbegin()->second;
  escalate(other, 90'000).set_person("chief-2");
  take(state_, other);
  const auto drawn = lines(120);
  EXPECT_EQ(drawn.at(3),
            "UNANSWERED  ESCALATED  ID      TOLD                   RUNG  NEXT IN  STATION  TYPE     ADDRESS");
  EXPECT_EQ(drawn.at(4),
            "      1:30  turnout    17398e  station chief chief-2     2     1:00  north    robbery  ");
  EXPECT_EQ(
      drawn.at(5),
      "      0:45  turnout    07398f  station chief 王所长      2     1:00  南湖     盗窃     中山路5号");
}

TEST_F(Board, ShowsNoEscalationThatIsAnsweredOrOver) {
  v1::Incident late = state_.incidents.begin()->second;
  escalate(late, 45'000).set_acknowledged_by("chief-1");
  escalate(late, 45'000).set_ended(true);
  take(state_, late);
  for (const std::string& line : lines(120)) EXPECT_EQ(line.find("station chief"), std::string::npos) << line;
}

TEST_F(Board, ShowsAFewEscalationsAndCountsTheOthers) {
  v1::Incident late = state_.incidents.begin()->second;
  for (int i = 0; i < 8; ++i) escalate(late, i);
  take(state_, late);
  EXPECT_THAT(lines(120), Contains("… and 3 more unanswered"));
}

TEST_F(Board, SaysWhenItIsNotCurrent) {
  state_.unit_trouble = "dispatch at 127.0.0.1:7120 cannot be reached";
  EXPECT_THAT(lines(100), Contains("not current: dispatch at 127.0.0.1:7120 cannot be reached"));
}

TEST_F(Board, ColoursTheTimeLeft) {
  const auto coloured =
      board_lines(state_, "demo", kNowMs, {.look = {.columns = 100, .colours = true}, .rows = 0});
  EXPECT_THAT(coloured, Contains(HasSubstr("\x1b[1;31m−0:32\x1b[0m")));
  EXPECT_THAT(coloured, Contains(HasSubstr("\x1b[32m 4:07\x1b[0m")));
}

TEST_F(Board, KeepsTheNewerStateAndDropsWhatHasEnded) {
  v1::Incident incident = open_incident("x");
  incident.set_version(5);
  take(state_, incident);
  incident.set_version(4);
  incident.set_type("older");
  take(state_, incident);
  EXPECT_EQ(state_.incidents.at("x").type(), "");
  incident.set_version(6);
  incident.set_status(v1::INCIDENT_STATUS_CLOSED);
  take(state_, incident);
  EXPECT_FALSE(state_.incidents.contains("x"));
}

}  // namespace
}  // namespace turnout::turnoutctl
