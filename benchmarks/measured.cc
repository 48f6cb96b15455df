#include "measured.h"

#include <algorithm>
#include <cstddef>
#include <stdexcept>

namespace turnout::bench {
namespace {

constexpr std::chrono::milliseconds kWarmUp{500};

double median_of(const std::vector<Measured>& runs, double Measured::*field) {
  std::vector<double> values;
  for (const Measured& run : runs) values.push_back(run.*field);
  return quantile(values, 0.5);
}

}  // namespace

double quantile(std::vector<double>& values, double share) {
  const auto rank = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::ranges::nth_element(values, values.begin() + rank);
  return values[static_cast<std::size_t>(rank)];
}

Window Window::of(std::chrono::milliseconds length) {
  const Instant begin = std::chrono::steady_clock::now() + kWarmUp;
  return {.begin = begin, .end = begin + length};
}

bool Log::add(Instant begun) {
  const Instant now = std::chrono::steady_clock::now();
  if (now >= window_->end) return false;
  if (now >= window_->begin) {
    latencies_us.push_back(std::chrono::duration<double, std::micro>(now - begun).count());
  }
  return true;
}

Measured merge(const Window& window, std::vector<Log> logs) {
  std::vector<double> all;
  for (Log& log : logs) {
    if (!log.failure.empty()) throw std::runtime_error(log.failure);
    all.insert(all.end(), log.latencies_us.begin(), log.latencies_us.end());
  }
  if (all.empty()) throw std::runtime_error("no call ended while it was measured");
  const double seconds = std::chrono::duration<double>(window.end - window.begin).count();
  return {.per_second = static_cast<double>(all.size()) / seconds,
          .p50_us = quantile(all, 0.50),
          .p99_us = quantile(all, 0.99)};
}

Measured median(const std::vector<Measured>& runs) {
  return {.per_second = median_of(runs, &Measured::per_second),
          .p50_us = median_of(runs, &Measured::p50_us),
          .p99_us = median_of(runs, &Measured::p99_us)};
}

}  // namespace turnout::bench
