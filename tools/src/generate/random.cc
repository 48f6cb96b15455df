#include "generate/random.h"

#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <numbers>

namespace turnout::generate {
namespace {

// The quantile `u` of the normal distribution, in standard deviations above the mean.
double normal_quantile(double u) {
  return std::numbers::sqrt2 * boost::math::erf_inv(2 * u - 1);
}

}  // namespace

double Spread::quantile(double u) const {
  const double sigma = std::log(p90 / median) / normal_quantile(0.9);
  return median * std::exp(sigma * normal_quantile(u));
}

double Random::between(double low, double high) {
  // The middle of one of 2^53 equal steps, so that all results are equally likely and 0 and 1 are impossible.
  const double share = (static_cast<double>(engine_() >> 11U) + 0.5) * 0x1p-53;
  return low + (high - low) * share;
}

std::size_t Random::index(std::size_t count) {
  return static_cast<std::size_t>(between(0, static_cast<double>(count)));
}

double Random::gap(double mean) {
  return -mean * std::log(between(0, 1));
}

}  // namespace turnout::generate
