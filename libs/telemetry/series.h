// One metric: its name, help and labels. Each series is looked up once. A metric is a member of Metrics, and a call
// counts: metrics.deadline_warned(v1::CLOCK_KIND_TURNOUT).
//
// Includes neither Prometheus nor protobuf, so that its users compile fast. Thread-safe.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace prometheus {
class Registry;
}

namespace turnout::telemetry {

using Seconds = std::chrono::duration<double>;

// A label and its values by number; an empty value has no series.
struct Label {
  std::string name;
  std::vector<std::string> values;
};

enum class SeriesType { kCounter, kGauge, kHistogram };

struct Declaration {
  SeriesType type;
  std::string name;
  std::string help;
  std::vector<Label> labels;
  std::vector<double> buckets = {};  // of a histogram
};

// The series of one metric. Counters and histograms without labels are exported as 0 from the start; every other series
// appears with its first value.
class Series {
 public:
  Series(prometheus::Registry& registry, Declaration declaration);
  ~Series();
  Series(const Series&) = delete;
  Series& operator=(const Series&) = delete;

  // `at`: the numbers of the labels' values, in their order.
  template <std::size_t N>
  std::size_t index(const std::array<std::size_t, N>& at) const {
    std::size_t index = 0;
    for (std::size_t i = 0; i < N; ++i) index = index * sizes_[i] + (at[i] < sizes_[i] ? at[i] : 0);
    return index;
  }

  void add(std::size_t index, double value);
  void set(std::size_t index, double value);
  void observe(std::size_t index, double value);

 private:
  struct Cells;
  std::vector<std::size_t> sizes_;
  std::unique_ptr<Cells> cells_;
};

// How often something happened, by the values of closed enums.
template <class... Labels>
class Counter {
 public:
  Counter(prometheus::Registry& registry, std::string name, std::string help, std::vector<Label> labels = {})
      : series_(registry, {SeriesType::kCounter, std::move(name), std::move(help), std::move(labels)}) {}

  void operator()(Labels... values) {
    series_.add(
        series_.index(std::array<std::size_t, sizeof...(Labels)>{static_cast<std::size_t>(values)...}), 1);
  }

 private:
  Series series_;
};

// The current value of something.
template <class... Labels>
class Gauge {
 public:
  Gauge(prometheus::Registry& registry, std::string name, std::string help, std::vector<Label> labels = {})
      : series_(registry, {SeriesType::kGauge, std::move(name), std::move(help), std::move(labels)}) {}

  // `value`: a number, a state (1 or 0) or a duration, which is shown in seconds.
  template <class Value>
  void operator()(Labels... values, Value value) {
    const std::size_t index =
        series_.index(std::array<std::size_t, sizeof...(Labels)>{static_cast<std::size_t>(values)...});
    if constexpr (std::is_convertible_v<Value, Seconds>) {
      series_.set(index, Seconds(value).count());
    } else {
      series_.set(index, static_cast<double>(value));
    }
  }

 private:
  Series series_;
};

// How long something took.
template <class... Labels>
class Histogram {
 public:
  Histogram(prometheus::Registry& registry, std::string name, std::string help, std::vector<double> buckets,
            std::vector<Label> labels = {})
      : series_(registry, {SeriesType::kHistogram, std::move(name), std::move(help), std::move(labels),
                           std::move(buckets)}) {}

  void operator()(Labels... values, Seconds value) {
    series_.observe(
        series_.index(std::array<std::size_t, sizeof...(Labels)>{static_cast<std::size_t>(values)...}),
        value.count());
  }

 private:
  Series series_;
};

}  // namespace turnout::telemetry
