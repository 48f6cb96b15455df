#include "generate/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace turnout::generate {
namespace {

TEST(Random, GivesTheSameDrawsForASeed) {
  Random first(7);
  Random second(7);
  Random other(8);
  const double value = first.between(0, 1);
  EXPECT_EQ(second.between(0, 1), value);
  EXPECT_NE(other.between(0, 1), value);
}

TEST(Random, StaysWithinItsBounds) {
  Random random(1);
  for (int draw = 0; draw < 10'000; ++draw) {
    const double value = random.between(0, 1);
    EXPECT_GT(value, 0);
    EXPECT_LT(value, 1);
    EXPECT_LT(random.index(3), 3U);
  }
}

TEST(Random, HasTheMeanGapItIsAskedFor) {
  Random random(1);
  double sum = 0;
  for (int draw = 0; draw < 20'000; ++draw) sum += random.gap(5);
  EXPECT_NEAR(sum / 20'000, 5, 0.15);
}

TEST(Spread, HasTheMedianAndTheP90ItIsGivenBy) {
  const Spread spread{137, 281};
  EXPECT_NEAR(spread.quantile(0.5), 137, 1e-9);
  EXPECT_NEAR(spread.quantile(0.9), 281, 1e-9);
  Random random(1);
  std::vector<double> draws(20'001);
  for (double& draw : draws) draw = random.draw(spread);
  std::sort(draws.begin(), draws.end());
  EXPECT_NEAR(draws[10'000], 137, 3);
}

}  // namespace
}  // namespace turnout::generate
