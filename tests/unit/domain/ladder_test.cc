// Warnings before a deadline, and the ladder after it.
#include <gtest/gtest.h>

#include "domain/clocks.h"
#include "domain/deadlines.h"
#include "domain/escalations.h"
#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;
using Body = v1::Event;

// A call without a unit under a policy that warns and tells; its assign clock, which tells nobody, has fired.
Story waiting() {
  Story story;
  story.policy = acting_policy();
  return story.must(report().urban()).must(deadlines().after(61s));
}

const v1::Escalation& turnout_ladder(const Story& story) {
  return *domain::find_escalation(story.incident(), v1::CLOCK_KIND_TURNOUT, 0);
}

void expect_told(const Story& story, std::uint32_t level, const std::string& person) {
  EXPECT_EQ(turnout_ladder(story).level(), level);
  EXPECT_EQ(turnout_ladder(story).person(), person);
}

TEST(Warning, ComesOnceAtItsShareOfTheLimitAndNamesWhoIsTold) {
  Story story = waiting();
  story.when(deadlines().after(180s)).then({});
  const Answer warned = story.when(deadlines().after(180s + 1ms));
  warned.then({Body::kDeadlineWarned});
  EXPECT_EQ(warned.events[0].deadline_warned().tell(0), v1::DUTY_ROLE_DISPATCHER);
  EXPECT_TRUE(warned.events[0].deadline_warned().recommend_backup());
  EXPECT_EQ(warned.events[0].deadline_warned().due_at_ms(), kCallAtMs + 300'000);
  story.when(deadlines().after(200s)).then({});
}

TEST(Warning, ComesALastTimeBeforeTheDeadline) {
  Story story = waiting();
  story.must(deadlines().after(181s)).when(deadlines().after(241s)).then({Body::kDeadlineWarned});
}

TEST(Warning, IsTheLastOneWhenSeveralWereMissed) {
  const Answer warned = waiting().when(deadlines().after(250s));
  warned.then({Body::kDeadlineWarned});
  EXPECT_EQ(warned.events[0].deadline_warned().warning(), 2U);
}

TEST(Warning, IsNotGivenOnceTheDeadlineHasPassed) {
  waiting().when(deadlines().after(301s)).then({Body::kDeadlineBreached, Body::kEscalationRaised});
}

TEST(Warning, IsNotGivenToAClockThatWasSaved) {
  Story story = waiting();
  story.must(register_unit()).must(assign()).must(milestone(v1::MILESTONE_EN_ROUTE).after(100s));
  story.when(deadlines().after(250s)).then({});
}

TEST(Ladder, BeginsWithTheBreachItself) {
  Story story = waiting();
  story.must(deadlines().after(250s));
  story.when(deadlines().after(300s + 1ms)).then({Body::kDeadlineBreached, Body::kEscalationRaised});
  expect_told(story, 1, "leader-1");
}

// A day of a forgotten incident: the last level after 10, 20, 40, 80, 160 minutes, then every 4 hours.
TEST(Ladder, OfAForgottenIncidentRepeatsAtIntervalsThatDoubleUpToFourHours) {
  Story story = waiting();
  std::vector<std::int64_t> raised_at_ms;
  while (story.now_ms < kCallAtMs + 86'400'000) {
    story.now_ms = domain::next_due_ms(story.incident()) + 1;
    for (const v1::Event& event : story.when(deadlines()).events) {
      const v1::EscalationRaised& raised = event.escalation_raised();
      if (raised.kind() == v1::CLOCK_KIND_TURNOUT && raised.level() == 3)
        raised_at_ms.push_back(event.at_ms());
    }
  }
  std::vector<std::int64_t> minutes;
  for (std::size_t i = 1; i < raised_at_ms.size(); ++i) {
    minutes.push_back((raised_at_ms[i] - raised_at_ms[i - 1]) / 60'000);
  }
  ASSERT_GE(minutes.size(), 8U);
  const std::vector<std::int64_t> first(minutes.begin(), minutes.begin() + 8);
  EXPECT_EQ(first, (std::vector<std::int64_t>{10, 20, 40, 80, 160, 240, 240, 240}));
}

TEST(Ladder, ClimbsAfterEachWaitUntilItsLastRungWhichRepeats) {
  Story story = waiting();
  story.must(deadlines().after(301s));
  story.when(deadlines().after(421s)).then({});
  story.when(deadlines().after(422s)).then({Body::kEscalationRaised});
  expect_told(story, 2, "chief-1");
  story.when(deadlines().after(723s)).then({Body::kEscalationRaised});
  expect_told(story, 3, "commander-1");
  story.when(deadlines().after(1'323s + 1ms)).then({Body::kDeadlineBreached, Body::kEscalationRaised});
  expect_told(story, 3, "commander-1");
  EXPECT_EQ(turnout_ladder(story).raised(), 4U);
}

TEST(Ladder, StopsWhenSomebodyAcknowledges) {
  Story story = waiting();
  story.must(deadlines().after(301s)).must(acknowledge(v1::CLOCK_KIND_TURNOUT).by("chief-1").after(330s));
  EXPECT_EQ(turnout_ladder(story).acknowledged_by(), "chief-1");
  EXPECT_EQ(turnout_ladder(story).note(), "going there myself");
  EXPECT_FALSE(domain::is_unanswered(turnout_ladder(story)));
  story.when(deadlines().after(800s)).then({});
}

TEST(Ladder, EndsWithItsClock) {
  Story story = waiting();
  story.must(deadlines().after(301s)).must(register_unit()).must(assign());
  story.must(milestone(v1::MILESTONE_EN_ROUTE).after(310s));
  EXPECT_TRUE(turnout_ladder(story).ended());
  EXPECT_EQ(turnout_ladder(story).ended_version(), story.incident().version());
  story.must(note());
  EXPECT_LT(turnout_ladder(story).ended_version(), story.incident().version());
  story.when(deadlines().after(800s)).then({});
}

TEST(Ladder, EndsWithTheIncidentAndBeginsAnewWithTheClockThatAReopeningStarts) {
  Story story = waiting();
  story.must(deadlines().after(301s)).must(disposition()).must(close().after(310s));
  EXPECT_TRUE(turnout_ladder(story).ended());
  story.must(reopen().after(320s));
  EXPECT_TRUE(turnout_ladder(story).ended());
  story.must(deadlines().after(621s));
  EXPECT_EQ(turnout_ladder(story).run(), 2U);
  EXPECT_EQ(turnout_ladder(story).level(), 1U);
  EXPECT_FALSE(turnout_ladder(story).ended());
}

TEST(Ladder, FollowsThePolicyUnderWhichTheIncidentBegan) {
  Story story = waiting();
  story.policy = default_policy();  // tells nobody any more
  story.when(deadlines().after(301s)).then({Body::kDeadlineBreached, Body::kEscalationRaised});
}

TEST(Ladder, GoesOnWhenAnAmendmentHadTakenItAwayForAWhile) {
  Story story = waiting();
  story.must(deadlines().after(301s));
  story.policy = default_policy();
  story.must(amend().urban().after(310s));
  story.when(deadlines().after(500s)).then({});
  story.policy = acting_policy();
  story.must(amend().urban().after(510s));
  story.when(deadlines().after(511s)).then({Body::kEscalationRaised});
  expect_told(story, 2, "chief-1");
}

TEST(Ladder, NamesNobodyWhereTheRosterHasNobody) {
  Story story = waiting();
  story.roster = {};
  story.must(deadlines().after(301s));
  EXPECT_EQ(turnout_ladder(story).role(), v1::DUTY_ROLE_SHIFT_LEADER);
  EXPECT_EQ(turnout_ladder(story).person(), "");
}

TEST(Ladder, IsInTheIndexOfWhatIsDue) {
  Story story = waiting();
  EXPECT_EQ(domain::next_due_ms(story.incident()), kCallAtMs + 180'000);
  story.must(deadlines().after(301s));
  EXPECT_EQ(domain::next_due_ms(story.incident()), kCallAtMs + 421'000);
}

}  // namespace
}  // namespace turnout::testing
