#include "accountability/keeper_affinity.h"

#include <gmock/gmock.h>

namespace turnout::accountability {
namespace {

TEST(KeeperAffinity, IsTakenUntilSomebodyElseWasFaster) {
  KeeperAffinity affinity;
  EXPECT_FALSE(affinity.is_left_to_others("a"));
  affinity.was_slower("a");
  EXPECT_TRUE(affinity.is_left_to_others("a"));
}

TEST(KeeperAffinity, ComesBackWithAFiring) {
  KeeperAffinity affinity;
  affinity.was_slower("a");
  affinity.has_fired("a");
  EXPECT_FALSE(affinity.is_left_to_others("a"));
}

TEST(KeeperAffinity, IsLeftInPartsSoThatKeepersShare) {
  KeeperAffinity affinity;
  affinity.was_slower("incident-0");
  int left = 0;
  for (int i = 0; i < 1'000; ++i) left += affinity.is_left_to_others("incident-" + std::to_string(i));
  EXPECT_GT(left, 0);
  EXPECT_LT(left, 100);
}

}  // namespace
}  // namespace turnout::accountability
