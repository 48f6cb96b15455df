#include "runtime/backoff.h"

#include <gtest/gtest.h>

namespace turnout::runtime {
namespace {

using std::chrono::milliseconds;

TEST(Backoff, DrawsEachPauseFromTheUpperHalfOfAStepThatDoublesUpToTheLongest) {
  Backoff backoff(milliseconds(20), milliseconds(100), 7);
  for (const int step : {20, 40, 80, 100, 100}) {
    const milliseconds pause = backoff.next();
    EXPECT_GE(pause, milliseconds(step / 2));
    EXPECT_LE(pause, milliseconds(step));
  }
}

TEST(Backoff, StartsAgainWithTheShortestAfterSuccess) {
  Backoff backoff(milliseconds(20), milliseconds(1'000), 7);
  for (int i = 0; i < 5; ++i) backoff.next();
  backoff.reset();
  EXPECT_LE(backoff.next(), milliseconds(20));
}

TEST(Backoff, DiffersBetweenClients) {
  Backoff one(milliseconds(10'000), milliseconds(10'000), 1'234'567);
  Backoff other(milliseconds(10'000), milliseconds(10'000), 7'654'321);
  EXPECT_NE(one.next(), other.next());
}

}  // namespace
}  // namespace turnout::runtime
