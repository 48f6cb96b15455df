#include "accountability/deadline_queue.h"

#include <gmock/gmock.h>

namespace turnout::accountability {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The ids of all whose turn has passed, in the order in which they come.
std::vector<std::string> turns(DeadlineQueue& queue, std::int64_t now_ms) {
  std::vector<std::string> ids;
  while (const auto turn = queue.take_turn(now_ms)) ids.push_back(turn->incident_id);
  return ids;
}

TEST(DeadlineQueue, GivesWhatIsDueEarliestFirstAndOnce) {
  DeadlineQueue queue;
  queue.add({{"a", 10}, {"b", 20}, {"c", 30}}, 512);
  EXPECT_THAT(turns(queue, 25), ElementsAre("a", "b"));
  EXPECT_THAT(turns(queue, 25), IsEmpty());
  EXPECT_EQ(queue.next_ms(), 30);
}

TEST(DeadlineQueue, GivesNothingAtItsDeadlineButAfterIt) {
  DeadlineQueue queue;
  queue.add({{"a", 10}}, 512);
  EXPECT_THAT(turns(queue, 10), IsEmpty());
  EXPECT_THAT(turns(queue, 11), ElementsAre("a"));
}

TEST(DeadlineQueue, FollowsTheLogsNewestWord) {
  DeadlineQueue queue;
  queue.add({{"later", 10}, {"never", 10}}, 512);
  EXPECT_FALSE(queue.set("later", 40));
  EXPECT_FALSE(queue.set("never", 0));
  EXPECT_FALSE(queue.set("new", 50));
  EXPECT_TRUE(queue.set("earliest", 30));
  EXPECT_THAT(turns(queue, 100), ElementsAre("earliest", "later", "new"));
}

TEST(DeadlineQueue, IsUsedUpAtItsHorizonUnlessItHoldsAll) {
  DeadlineQueue queue;
  EXPECT_TRUE(queue.is_used_up());
  queue.add({{"a", 10}, {"b", 20}}, 2);
  EXPECT_FALSE(queue.set("beyond the horizon", 21));
  EXPECT_FALSE(queue.is_used_up());
  EXPECT_THAT(turns(queue, 100), ElementsAre("a", "b"));
  EXPECT_TRUE(queue.is_used_up());
  queue.add({}, 2);
  EXPECT_FALSE(queue.is_used_up());
  EXPECT_EQ(queue.next_ms(), DeadlineQueue::kNever);
}

TEST(DeadlineQueue, KeepsTheEarlierDeadlineWhenTheStoreIsReadAgain) {
  DeadlineQueue queue;
  queue.add({}, 512);
  queue.set("a", 10);
  queue.add({{"a", 20}}, 512);
  EXPECT_THAT(turns(queue, 11), ElementsAre("a"));
  queue.set("a", 20);
  queue.add({{"a", 10}}, 512);
  EXPECT_THAT(turns(queue, 11), ElementsAre("a"));
}

TEST(DeadlineQueue, WhatIsPostponedHasItsTurnLaterAndOnceMore) {
  DeadlineQueue queue;
  queue.add({{"a", 10}, {"b", 20}}, 2);
  const auto turn = queue.take_turn(11);
  EXPECT_FALSE(turn->is_postponed);
  queue.postpone(*turn, 60);
  queue.add({{"a", 10}, {"b", 20}}, 2);
  EXPECT_THAT(turns(queue, 60), ElementsAre("b"));
  EXPECT_TRUE(queue.is_used_up()) << "what waits beyond the horizon keeps nobody from reading on";
  const auto again = queue.take_turn(61);
  EXPECT_EQ(again->due_at_ms, 10);
  EXPECT_TRUE(again->is_postponed);
}

TEST(DeadlineQueue, WhatSomebodyElseHasFiredLosesItsPostponedTurn) {
  DeadlineQueue queue;
  queue.add({{"a", 10}}, 512);
  queue.postpone(*queue.take_turn(11), 60);
  queue.set("a", 0);
  EXPECT_THAT(turns(queue, 100), IsEmpty());
}

}  // namespace
}  // namespace turnout::accountability
