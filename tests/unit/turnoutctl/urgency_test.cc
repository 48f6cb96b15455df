#include "turnoutctl/urgency.h"

#include <gtest/gtest.h>

#include "incidents.h"

namespace turnout::turnoutctl {
namespace {

TEST(Urgency, PutsTheTurnoutClockBeforeOneThatIsDueEarlier) {
  v1::Incident incident = open_incident("a");
  add_clock(incident, v1::CLOCK_KIND_ASSIGN, 1'000);
  add_clock(incident, v1::CLOCK_KIND_TURNOUT, 200'000);
  EXPECT_EQ(leading_clock(incident)->kind(), v1::CLOCK_KIND_TURNOUT);
  ASSERT_EQ(other_clocks(incident).size(), 1u);
  EXPECT_EQ(other_clocks(incident).front()->kind(), v1::CLOCK_KIND_ASSIGN);
}

TEST(Urgency, TakesTheClockThatIsDueFirstWhenTurnoutHasEnded) {
  v1::Incident incident = open_incident("a");
  add_clock(incident, v1::CLOCK_KIND_TURNOUT, 1'000).set_verdict(v1::CLOCK_VERDICT_MET);
  add_clock(incident, v1::CLOCK_KIND_DISPOSITION, 900'000);
  add_clock(incident, v1::CLOCK_KIND_ARRIVAL, 300'000);
  EXPECT_EQ(leading_clock(incident)->kind(), v1::CLOCK_KIND_ARRIVAL);
}

TEST(Urgency, OrdersTurnoutByTimeLeftThenOtherClocksThenNone) {
  v1::Incident overdue = open_incident("d"), soon = open_incident("c"), arriving = open_incident("b"),
               quiet = open_incident("a");
  add_clock(overdue, v1::CLOCK_KIND_TURNOUT, -5'000);
  add_clock(soon, v1::CLOCK_KIND_TURNOUT, 60'000);
  add_clock(arriving, v1::CLOCK_KIND_ARRIVAL, -60'000);
  EXPECT_TRUE(more_urgent(overdue, soon));
  EXPECT_TRUE(more_urgent(soon, arriving));
  EXPECT_TRUE(more_urgent(arriving, quiet));
  EXPECT_FALSE(more_urgent(quiet, arriving));
  EXPECT_FALSE(more_urgent(quiet, quiet));
}

TEST(Urgency, TurnsYellowInTheLastQuarterAndRedAfterTheDeadline) {
  v1::Incident incident = open_incident("a");
  const v1::Clock& clock = add_clock(incident, v1::CLOCK_KIND_TURNOUT, 75'000);
  EXPECT_EQ(clock_style(clock, kNowMs), text::Style::kGreen);
  EXPECT_EQ(clock_style(clock, kNowMs + 1), text::Style::kYellow);
  EXPECT_EQ(clock_style(clock, kNowMs + 75'000), text::Style::kYellow) << "in time to the last millisecond";
  EXPECT_EQ(clock_style(clock, kNowMs + 75'001), text::Style::kRed);
}

TEST(Urgency, KnowsALateClockAmongSeveral) {
  v1::Incident incident = open_incident("a");
  add_clock(incident, v1::CLOCK_KIND_TURNOUT, 60'000);
  EXPECT_FALSE(has_late_clock(incident, kNowMs));
  add_clock(incident, v1::CLOCK_KIND_ASSIGN, -1);
  EXPECT_TRUE(has_late_clock(incident, kNowMs));
  incident.mutable_clocks(1)->set_verdict(v1::CLOCK_VERDICT_BREACHED);
  EXPECT_FALSE(has_late_clock(incident, kNowMs)) << "an ended clock";
}

}  // namespace
}  // namespace turnout::turnoutctl
