#include "turnoutctl/urgency.h"

#include <gtest/gtest.h>

#include "domain/summary.h"
#include "incidents.h"

namespace turnout::turnoutctl {
namespace {

bool comes_first(const v1::IncidentSummary& first, const v1::IncidentSummary& second) {
  return MoreUrgent{kNowMs}(&first, &second);
}

bool comes_first(const v1::Incident& a, const v1::Incident& b) {
  return comes_first(domain::summary_of(a), domain::summary_of(b));
}

// Nobody is on it.
v1::IncidentSummary unattended(const v1::Incident& incident) {
  v1::IncidentSummary summary = domain::summary_of(incident);
  summary.set_unattended_since_ms(kNowMs - 1'000);
  return summary;
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

TEST(Urgency, OfLateIncidentsAndOfOthersPutsThoseFirstThatNobodyIsOn) {
  v1::Incident very_late = open_incident("a"), late = open_incident("b"), soon = open_incident("c"),
               later = open_incident("d");
  add_clock(very_late, v1::CLOCK_KIND_ARRIVAL, -600'000);
  add_clock(late, v1::CLOCK_KIND_ASSIGN, -5'000);
  add_clock(soon, v1::CLOCK_KIND_TURNOUT, 10'000);
  add_clock(later, v1::CLOCK_KIND_ASSIGN, 50'000);
  EXPECT_TRUE(comes_first(unattended(late), domain::summary_of(very_late)));
  EXPECT_TRUE(comes_first(domain::summary_of(very_late), unattended(later))) << "late ones come first";
  EXPECT_TRUE(comes_first(unattended(later), domain::summary_of(soon)));
}

TEST(Urgency, OfAnOverdueAssignmentIsNotHiddenByAClockThatIsDueBefore) {
  v1::Incident overdue = open_incident("b"), other = open_incident("a");
  add_clock(overdue, v1::CLOCK_KIND_ASSIGN, -30'000).set_fired_at_ms(kNowMs - 29'000);
  add_clock(overdue, v1::CLOCK_KIND_TURNOUT, 200'000);
  add_clock(other, v1::CLOCK_KIND_TURNOUT, 100'000);
  EXPECT_TRUE(comes_first(unattended(overdue), unattended(other)));
  const v1::Clock shown = domain::summary_of(overdue).most_pressing_clock();
  EXPECT_EQ(shown.kind(), v1::CLOCK_KIND_ASSIGN);
  EXPECT_EQ(clock_style(shown, kNowMs), text::Style::kRed);
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
