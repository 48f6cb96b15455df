#include "accountability/agenda.h"

#include <gmock/gmock.h>

namespace turnout::accountability {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The ids of all whose turn has passed, in the order in which they come.
std::vector<std::string> turns(Agenda& agenda, std::int64_t now_ms) {
  std::vector<std::string> ids;
  while (const auto turn = agenda.take_turn(now_ms)) ids.push_back(turn->incident_id);
  return ids;
}

TEST(Agenda, GivesWhatIsDueEarliestFirstAndOnce) {
  Agenda agenda;
  agenda.add({{"a", 10}, {"b", 20}, {"c", 30}}, 512);
  EXPECT_THAT(turns(agenda, 25), ElementsAre("a", "b"));
  EXPECT_THAT(turns(agenda, 25), IsEmpty());
  EXPECT_EQ(agenda.next_ms(), 30);
}

TEST(Agenda, GivesNothingAtItsDeadlineButAfterIt) {
  Agenda agenda;
  agenda.add({{"a", 10}}, 512);
  EXPECT_THAT(turns(agenda, 10), IsEmpty());
  EXPECT_THAT(turns(agenda, 11), ElementsAre("a"));
}

TEST(Agenda, FollowsTheLogsNewestWord) {
  Agenda agenda;
  agenda.add({{"later", 10}, {"never", 10}}, 512);
  EXPECT_FALSE(agenda.set("later", 40));
  EXPECT_FALSE(agenda.set("never", 0));
  EXPECT_FALSE(agenda.set("new", 50));
  EXPECT_TRUE(agenda.set("earliest", 30));
  EXPECT_THAT(turns(agenda, 100), ElementsAre("earliest", "later", "new"));
}

TEST(Agenda, IsUsedUpAtItsHorizonUnlessItHoldsAll) {
  Agenda agenda;
  EXPECT_TRUE(agenda.is_used_up());
  agenda.add({{"a", 10}, {"b", 20}}, 2);
  EXPECT_FALSE(agenda.set("beyond the horizon", 21));
  EXPECT_FALSE(agenda.is_used_up());
  EXPECT_THAT(turns(agenda, 100), ElementsAre("a", "b"));
  EXPECT_TRUE(agenda.is_used_up());
  agenda.add({}, 2);
  EXPECT_FALSE(agenda.is_used_up());
  EXPECT_EQ(agenda.next_ms(), Agenda::kNever);
}

TEST(Agenda, KeepsTheEarlierDeadlineWhenTheStoreIsReadAgain) {
  Agenda agenda;
  agenda.add({}, 512);
  agenda.set("a", 10);
  agenda.add({{"a", 20}}, 512);
  EXPECT_THAT(turns(agenda, 11), ElementsAre("a"));
  agenda.set("a", 20);
  agenda.add({{"a", 10}}, 512);
  EXPECT_THAT(turns(agenda, 11), ElementsAre("a"));
}

TEST(Agenda, WhatIsPostponedHasItsTurnLaterAndOnceMore) {
  Agenda agenda;
  agenda.add({{"a", 10}, {"b", 20}}, 2);
  const auto turn = agenda.take_turn(11);
  EXPECT_FALSE(turn->is_postponed);
  agenda.postpone(*turn, 60);
  agenda.add({{"a", 10}, {"b", 20}}, 2);
  EXPECT_THAT(turns(agenda, 60), ElementsAre("b"));
  EXPECT_TRUE(agenda.is_used_up()) << "what waits beyond the horizon keeps nobody from reading on";
  const auto again = agenda.take_turn(61);
  EXPECT_EQ(again->due_at_ms, 10);
  EXPECT_TRUE(again->is_postponed);
}

TEST(Agenda, WhatSomebodyElseHasFiredLosesItsPostponedTurn) {
  Agenda agenda;
  agenda.add({{"a", 10}}, 512);
  agenda.postpone(*agenda.take_turn(11), 60);
  agenda.set("a", 0);
  EXPECT_THAT(turns(agenda, 100), IsEmpty());
}

}  // namespace
}  // namespace turnout::accountability
