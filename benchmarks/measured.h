// The result of one load run. Each call slot in flight writes its own Log; the logs are merged at the end.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace turnout::bench {

using Instant = std::chrono::steady_clock::time_point;

// Calls count when they end between `begin` and `end`; none is begun after `end`.
struct Window {
  // Opens after a short warm-up.
  static Window of(std::chrono::milliseconds length);

  Instant begin;
  Instant end;
};

class Log {
 public:
  explicit Log(const Window& window) : window_(&window) {}

  // Of a call that succeeded. False when it was the last one.
  bool add(Instant begun);

  std::vector<double> latencies_us;  // of calls that count
  std::string failure;               // why a call failed: ends the load; empty = none did

 private:
  const Window* window_;
};

struct Measured {
  double per_second = 0;
  double p50_us = 0;
  double p99_us = 0;
};

// The smallest value that `share` of all do not exceed. Reorders them; 0 < values.
double quantile(std::vector<double>& values, double share);

// Throws std::runtime_error if a call failed or none counts.
Measured merge(const Window& window, std::vector<Log> logs);

// Field by field; 0 < runs.
Measured median(const std::vector<Measured>& runs);

}  // namespace turnout::bench
