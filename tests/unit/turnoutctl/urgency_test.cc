#include "turnoutctl/urgency.h"

#include <gtest/gtest.h>

#include "domain/summary.h"
#include "incidents.h"

namespace turnout::turnoutctl {
namespace {

bool comes_first(const v1::Incident& a, const v1::Incident& b) {
  const v1::IncidentSummary first = domain::summary_of(a), second = domain::summary_of(b);
  return more_urgent(&first, &second);
}

bool is_shown_late(const v1::Incident& incident) {
  return has_late_clock(domain::summary_of(incident), kNowMs);
}

TEST(Urgency, OrdersByTheMostPressingClockThenWithoutOneThenById) {
  v1::Incident overdue = open_incident("d"), soon = open_incident("c"), later = open_incident("b"),
               quiet = open_incident("a");
  add_clock(overdue, v1::CLOCK_KIND_TURNOUT, -5'000);
  add_clock(soon, v1::CLOCK_KIND_ARRIVAL, 60'000);
  add_clock(later, v1::CLOCK_KIND_TURNOUT, 90'000);
  EXPECT_TRUE(comes_first(overdue, soon));
  EXPECT_TRUE(comes_first(soon, later));
  EXPECT_TRUE(comes_first(later, quiet));
  EXPECT_FALSE(comes_first(quiet, later));
  EXPECT_TRUE(comes_first(quiet, open_incident("b")));
  EXPECT_FALSE(comes_first(quiet, quiet));
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
  EXPECT_FALSE(is_shown_late(incident));
  add_clock(incident, v1::CLOCK_KIND_ASSIGN, -1);
  EXPECT_TRUE(is_shown_late(incident));
  incident.mutable_clocks(1)->set_verdict(v1::CLOCK_VERDICT_BREACHED);
  EXPECT_FALSE(is_shown_late(incident)) << "an ended clock";
}

}  // namespace
}  // namespace turnout::turnoutctl
