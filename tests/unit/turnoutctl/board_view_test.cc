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
using testing::Not;
using namespace std::chrono_literals;

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

  BoardFrame frame(const BoardLook& look) const {
    return board_frame(state_, scope_,
                       {.district = "demo", .now = {.now_ms = kNowMs, .zone = zone_}, .names = names_}, look);
  }

  std::vector<std::string> lines(int columns, int rows = 0) const {
    return frame({.look = {.columns = columns}, .rows = rows}).lines;
  }

  // So many incidents without a clock, "quiet-10" and on: below the two of SetUp.
  void add_quiet(int count) {
    for (int i = 0; i < count; ++i) take(open_incident("quiet-" + std::to_string(10 + i)));
  }

  BoardState state_;
  BoardScope scope_;
  ShownNames names_;
  v1::TimeZone zone_ = shanghai();
};

TEST_F(Board, ShowsIncidentsByUrgencyAlignedWhateverTheScript) {
  EXPECT_THAT(
      lines(120),
      ElementsAre("Turnout demo  2026-11-23 12:00:00 Asia/Shanghai  2 open, 1 late, current",  //
                  "3 units: 2 available, 1 assigned",                                          //
                  "",                                                                          //
                  " LEFT  CLOCK    ID      ADDRESS    UNITS               ANSWERS  PRIORITY  STATION  "
                  "TYPE     OTHER CLOCKS",  //
                  "−0:32  turnout  07398f  中山路5号                               urgent    南湖     "
                  "盗窃     ",  //
                  " 4:07  turnout  17398e             car-7 acknowledged           urgent    north    "
                  "robbery  1 running"));
}

TEST_F(Board, IsNeverWiderThanItsTerminal) {
  state_.incident_trouble = "intake at 127.0.0.1:7110 cannot be reached";
  for (int columns = 1; columns <= 130; ++columns) {
    for (const std::string& line : lines(columns)) EXPECT_LE(text::display_width(line), columns) << line;
  }
}

TEST_F(Board, IsNeverHigherThanItsTerminal) {
  add_quiet(20);
  state_.incidents.begin()->second.set_unanswered_escalations(8);
  for (std::uint32_t i = 0; i < kMostEscalations; ++i) escalate(state_.incidents.begin()->second, i);
  for (int rows = 1; rows <= 40; ++rows) {
    EXPECT_LE(lines(100, rows).size(), static_cast<std::size_t>(rows)) << rows << " rows";
  }
}

TEST_F(Board, OfASmallHeightStillShowsTheMostUrgentIncidentAndCountsEscalations) {
  add_quiet(20);
  escalate(state_.incidents.begin()->second, 1'000);
  const auto drawn = lines(100, 8);
  EXPECT_THAT(drawn, Contains(HasSubstr("−0:32")));
  EXPECT_EQ(drawn.back(), "1 unanswered escalation");
}

TEST_F(Board, ScrollsToTheLastIncidentAndNoFurther) {
  add_quiet(20);
  const BoardFrame top = frame({.look = {.columns = 100}, .rows = 13});
  EXPECT_THAT(top.lines.at(4), HasSubstr("07398f"));
  EXPECT_EQ(top.lines.back(), "… 14 more below: arrow keys, page up, page down");
  EXPECT_EQ(top.page, 8U);
  const BoardFrame next = frame({.look = {.columns = 100}, .rows = 13, .scroll = 8});
  EXPECT_EQ(next.lines.back(), "… 8 more above, 6 more below: arrow keys, page up, page down");
  const BoardFrame end = frame({.look = {.columns = 100}, .rows = 13, .scroll = 999});
  EXPECT_EQ(end.scroll, 14U);
  EXPECT_THAT(end.lines.at(11), HasSubstr("iet-29"));
  EXPECT_EQ(end.lines.back(), "… 14 more above, 0 more below: arrow keys, page up, page down");
}

TEST_F(Board, OfAStationHasOnlyItsIncidents) {
  scope_.station_id = "north";
  const auto drawn = lines(120);
  EXPECT_THAT(drawn.at(0), HasSubstr("1 open, none late"));
  EXPECT_THAT(drawn.at(1), "north");
  EXPECT_THAT(drawn, Not(Contains(HasSubstr("07398f"))));
}

TEST_F(Board, OfAPersonHasOnlyWhatConcernsThem) {
  state_.incidents.rbegin()->second.mutable_responsible()->set_officer_id("P1001");
  escalate(state_.incidents.begin()->second, 1'000);
  scope_.person = "P1001";
  const auto drawn = lines(120);
  EXPECT_THAT(drawn.at(1), "what concerns P1001");
  EXPECT_THAT(drawn, Contains(HasSubstr("17398e")));
  EXPECT_THAT(drawn, Not(Contains(HasSubstr("07398f"))));
}

TEST_F(Board, ShowsWhoHasNotAnsweredBelowTheIncidentsAlignedWhateverTheScript) {
  escalate(state_.incidents.rbegin()->second, 90'000).mutable_escalation()->set_person("chief-2");
  escalate(state_.incidents.begin()->second, 45'000).mutable_escalation()->set_person("王所长");
  const auto drawn = lines(120);
  EXPECT_EQ(
      drawn.at(7),
      "UNANSWERED  ESCALATED  ID      TOLD                    ADDRESS    NEXT IN  STATION  LEVEL  TYPE");
  EXPECT_EQ(
      drawn.at(8),
      "      1:30  turnout    17398e  chief-2, station chief                1:00  north        2  robbery");
  EXPECT_EQ(
      drawn.at(9),
      "      0:45  turnout    07398f  王所长, station chief   中山路5号     1:00  南湖         2  盗窃");
}

TEST_F(Board, ShowsAFewEscalationsAndCountsTheOthers) {
  v1::IncidentSummary& late = state_.incidents.begin()->second;
  late.set_unanswered_escalations(8);
  for (std::uint32_t i = 0; i < kMostEscalations; ++i) escalate(late, i);
  EXPECT_THAT(lines(120), Contains("… and 3 more unanswered"));
}

TEST_F(Board, SaysHowOldItIsWhenItIsNotCurrent) {
  state_.unit_trouble = "dispatch at 127.0.0.1:7120 cannot be reached";
  state_.escalation_trouble = "accountability at 127.0.0.1:7130 cannot be reached";
  state_.age = 34s;
  EXPECT_THAT(lines(100).at(0), HasSubstr("not current"));
  EXPECT_THAT(lines(100), Contains("0:34 old: dispatch at 127.0.0.1:7120 cannot be reached"));
  EXPECT_THAT(lines(100), Contains("0:34 old: accountability at 127.0.0.1:7130 cannot be reached"));
}

TEST_F(Board, SaysSoWhenAServiceIsSilent) {
  state_.age = 4'999ms;
  EXPECT_THAT(lines(100).at(0), HasSubstr(", current"));
  state_.age = 5s;
  EXPECT_THAT(lines(100), Contains("0:05 old: a service does not answer"));
}

TEST_F(Board, ColoursTheTimeLeft) {
  const auto coloured = frame({.look = {.columns = 100, .colours = true}}).lines;
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
