#include "due_times.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

namespace turnout::bench {

DueTimes::DueTimes(std::size_t count, std::size_t per_second, std::chrono::milliseconds from_now)
    : count_(count), per_second_(per_second) {
  using namespace std::chrono;
  const auto wall = system_clock::now();
  const auto first = ceil<milliseconds>(wall.time_since_epoch() + from_now);
  first_ms_ = first.count();
  first_ = steady_clock::now() + duration_cast<steady_clock::duration>(first - wall.time_since_epoch());
}

std::int64_t DueTimes::due_at_ms(std::size_t nth) const {
  return first_ms_ + static_cast<std::int64_t>(nth * 1'000 / per_second_);
}

Instant DueTimes::instant(std::int64_t due_at_ms) const {
  return first_ + std::chrono::milliseconds(due_at_ms - first_ms_);
}

double DueTimes::late_ms(std::int64_t due_at_ms, Instant at) const {
  return std::chrono::duration<double, std::milli>(at - instant(due_at_ms)).count();
}

Lateness Lateness::of(std::vector<double> late_ms) {
  if (late_ms.empty()) return {};
  const double max_ms = *std::ranges::max_element(late_ms);
  return {.p50_ms = quantile(late_ms, 0.50), .p99_ms = quantile(late_ms, 0.99), .max_ms = max_ms};
}

std::vector<double> late_ms_of_timer(const DueTimes& times) {
  boost::asio::io_context io{1};
  boost::asio::steady_timer timer(io);
  std::vector<double> late_ms;
  for (std::size_t nth = 0; nth < times.count(); ++nth) {
    const std::int64_t due_at_ms = times.due_at_ms(nth);
    timer.expires_at(times.instant(due_at_ms + 1));
    timer.async_wait([&](boost::system::error_code) {
      late_ms.push_back(times.late_ms(due_at_ms, std::chrono::steady_clock::now()));
    });
    io.restart();
    io.run();
  }
  return late_ms;
}

}  // namespace turnout::bench
