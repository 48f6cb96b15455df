#include "generate/random.h"

#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <numbers>

namespace turnout::generate {
namespace {

// Standard deviations above the mean that a share `u` of a normal distribution stays below.
double normal_quantile(double u) {
  return std::numbers::sqrt2 * boost::math::erf_inv(2 * u - 1);
}

}  // namespace

double Spread::quantile(double u) const {
  const double sigma = std::log(p90 / median) / normal_quantile(0.9);
  return median * std::exp(sigma * normal_quantile(u));
}

double Random::between(double low, double high) {
  // The middle of one of 2^53 equal steps: every double in between is equally likely, both ends are left out.
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
