// Random draws that depend only on the seed, on every platform: the standard's engine, own formulas.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

namespace turnout::generate {

// A positive quantity with few large values, given by two figures as printed in reports. Log-normal.
struct Spread {
  double median;
  double p90;

  // The quantile `u` (0 < u < 1): the share `u` of all draws is below it.
  double quantile(double u) const;
};

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  // Uniform from `low` to below `high`; never exactly 0 for low = 0.
  double between(double low, double high);
  bool chance(double probability) { return between(0, 1) < probability; }
  // 0 … count − 1.
  std::size_t index(std::size_t count);
  // Time to the next event, if events happen on average every `mean`.
  double gap(double mean);
  double draw(const Spread& spread) { return spread.quantile(between(0, kCut)); }
  // Highest quantile of a spread that is drawn, so that no single draw fills a whole shift.
  static constexpr double kCut = 0.99;

 private:
  std::mt19937_64 engine_;
};

}  // namespace turnout::generate
