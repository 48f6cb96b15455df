#include "turnoutctl/board_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/summary.h"
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
    v1::Incident late = open_incident("0199f3c0-aaaa-7000-8000-00000007398f");
    add_clock(late, v1::CLOCK_KIND_TURNOUT, -32'000);
    late.set_type("盗窃");
    late.set_station_id("南湖");
    late.mutable_place()->mutable_address()->set_text("中山路5号");
    take(late);

    v1::Incident early = open_incident("0199f3c0-bbbb-7000-8000-00000017398e");
    add_clock(early, v1::CLOCK_KIND_TURNOUT, 247'000);
    add_clock(early, v1::CLOCK_KIND_ARRIVAL, 607'000);
    early.set_type("robbery");
    early.set_station_id("north");
    add_order(early, "car-7", v1::MILESTONE_ACKNOWLEDGED);
    add_order(early, "car-9", v1::MILESTONE_EN_ROUTE).set_end(v1::ORDER_END_RECALLED);
    take(early);

    add_unit(v1::UNIT_STATUS_ASSIGNED);
    add_unit(v1::UNIT_STATUS_AVAILABLE);
    add_unit(v1::UNIT_STATUS_AVAILABLE);
  }

  void take(const v1::Incident& incident) { turnoutctl::take(state_, domain::summary_of(incident)); }

  // An escalation of a turnout that nobody has answered for so long.
  v1::RaisedEscalation& escalate(const v1::IncidentSummary& incident, std::int64_t unanswered_ms) {
    v1::RaisedEscalation& raised = state_.escalations.emplace_back();
    raised.set_incident_id(incident.id());
    raised.set_station_id(incident.station_id());
    raised.set_type(incident.type());
    *raised.mutable_place() = incident.place();
    v1::Escalation& escalation = *raised.mutable_escalation();
    escalation.set_kind(v1::CLOCK_KIND_TURNOUT);
    escalation.set_raised(2);
    escalation.set_level(2);
    escalation.set_role(v1::DUTY_ROLE_STATION_CHIEF);
    escalation.set_raised_at_ms(kNowMs - unanswered_ms);
    escalation.set_next_at_ms(kNowMs + 60'000);
    return raised;
  }

  void add_unit(v1::UnitStatus status) { state_.units.emplace_back().set_status(status); }

  std::vector<std::string> lines(int columns, int rows = 0) const {
    return board_lines(state_, "demo", {.now_ms = kNowMs, .zone = zone_},
                       {.look = {.columns = columns}, .rows = rows});
  }

  BoardState state_;
  v1::TimeZone zone_ = shanghai();
};

TEST_F(Board, ShowsIncidentsByUrgencyAlignedWhateverTheScript) {
  EXPECT_THAT(
      lines(120),
      ElementsAre("Turnout demo  2026-11-23 12:00:00 Asia/Shanghai  2 open, 1 overdue",  //
                  "3 units: 2 available, 1 assigned",                                    //
                  "",                                                                    //
                  " LEFT  CLOCK    ID      PRIORITY  TYPE     STATION  UNITS               OTHER CLOCKS  "
                  "ADDRESS",  //
                  "−0:32  turnout  07398f  urgent    盗窃     南湖                                       "
                  "中山路5号",  //
                  " 4:07  turnout  17398e  urgent    robbery  north    car-7 acknowledged  1 running     "));
}

TEST_F(Board, IsNeverWiderThanItsTerminal) {
  state_.incident_trouble = "intake at 127.0.0.1:7110 cannot be reached";
  for (int columns = 1; columns <= 130; ++columns) {
    for (const std::string& line : lines(columns)) EXPECT_LE(text::display_width(line), columns) << line;
  }
}

TEST_F(Board, IsNeverHigherThanItsTerminalAndCountsWhatIsLeftOut) {
  for (int i = 0; i < 20; ++i) take(open_incident("quiet-" + std::to_string(10 + i)));
  for (int rows = 1; rows <= 30; ++rows) EXPECT_LE(lines(100, rows).size(), static_cast<std::size_t>(rows));
  EXPECT_EQ(lines(100, 10).back(), "… and 17 more");
  EXPECT_EQ(lines(100, 2).back(), "… and 22 more");
  EXPECT_THAT(lines(100, 26).back(), HasSubstr("iet-29")) << "all of them fit";
}

TEST_F(Board, ShowsWhoHasNotAnsweredAlignedWhateverTheScript) {
  escalate(state_.incidents.rbegin()->second, 90'000).mutable_escalation()->set_person("chief-2");
  escalate(state_.incidents.begin()->second, 45'000).mutable_escalation()->set_person("王所长");
  const auto drawn = lines(120);
  EXPECT_EQ(
      drawn.at(3),
      "UNANSWERED  ESCALATED  ID      TOLD                   LEVEL  NEXT IN  STATION  TYPE     ADDRESS");
  EXPECT_EQ(drawn.at(4),
            "      1:30  turnout    17398e  station chief chief-2      2     1:00  north    robbery  ");
  EXPECT_EQ(
      drawn.at(5),
      "      0:45  turnout    07398f  station chief 王所长       2     1:00  南湖     盗窃     中山路5号");
}

TEST_F(Board, ShowsAFewEscalationsAndCountsTheOthers) {
  v1::IncidentSummary& late = state_.incidents.begin()->second;
  late.set_unanswered_escalations(8);
  for (std::uint32_t i = 0; i < kMostEscalations; ++i) escalate(late, i);
  EXPECT_THAT(lines(120), Contains("… and 3 more unanswered"));
}

TEST_F(Board, CountsTheClocksBesideTheMostPressingOne) {
  v1::Incident incident = open_incident("several");
  for (const std::int64_t left_ms : {-60'000, -30'000, 60'000}) {
    v1::Clock& clock = add_clock(incident, v1::CLOCK_KIND_ARRIVAL, left_ms);
    if (left_ms < 0) clock.set_fired_at_ms(clock.due_at_ms() + 1);
  }
  take(incident);
  EXPECT_THAT(lines(120), Contains(HasSubstr("2 running, 1 overdue")));
}

TEST_F(Board, SaysWhenItIsNotCurrent) {
  state_.unit_trouble = "dispatch at 127.0.0.1:7120 cannot be reached";
  state_.escalation_trouble = "accountability at 127.0.0.1:7130 cannot be reached";
  EXPECT_THAT(lines(100), Contains("not current: dispatch at 127.0.0.1:7120 cannot be reached"));
  EXPECT_THAT(lines(100), Contains("not current: accountability at 127.0.0.1:7130 cannot be reached"));
}

TEST_F(Board, ColoursTheTimeLeft) {
  const auto coloured = board_lines(state_, "demo", {.now_ms = kNowMs, .zone = zone_},
                                    {.look = {.columns = 100, .colours = true}, .rows = 0});
  EXPECT_THAT(coloured, Contains(HasSubstr("\x1b[1;31m−0:32\x1b[0m")));
  EXPECT_THAT(coloured, Contains(HasSubstr("\x1b[32m 4:07\x1b[0m")));
}

TEST_F(Board, KeepsTheNewerStateAndDropsWhatHasEnded) {
  v1::Incident incident = open_incident("x");
  incident.set_version(5);
  take(incident);
  incident.set_version(4);
  incident.set_type("older");
  take(incident);
  EXPECT_EQ(state_.incidents.at("x").type(), "");
  incident.set_version(6);
  incident.set_status(v1::INCIDENT_STATUS_CLOSED);
  take(incident);
  EXPECT_FALSE(state_.incidents.contains("x"));
}

}  // namespace
}  // namespace turnout::turnoutctl
