#include "accountability/precedence.h"

#include <gmock/gmock.h>

namespace turnout::accountability {
namespace {

TEST(Precedence, IsTakenUntilSomebodyElseWasFaster) {
  Precedence precedence;
  EXPECT_FALSE(precedence.is_left_to_others("a"));
  precedence.was_slower("a");
  EXPECT_TRUE(precedence.is_left_to_others("a"));
}

TEST(Precedence, ComesBackWithAFiring) {
  Precedence precedence;
  precedence.was_slower("a");
  precedence.has_fired("a");
  EXPECT_FALSE(precedence.is_left_to_others("a"));
}

TEST(Precedence, IsLeftInPartsSoThatKeepersShare) {
  Precedence precedence;
  precedence.was_slower("incident-0");
  int left = 0;
  for (int i = 0; i < 1'000; ++i) left += precedence.is_left_to_others("incident-" + std::to_string(i));
  EXPECT_GT(left, 0);
  EXPECT_LT(left, 100);
}

}  // namespace
}  // namespace turnout::accountability
