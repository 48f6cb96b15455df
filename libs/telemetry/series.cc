#include "telemetry/series.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <atomic>
#include <functional>
#include <mutex>

namespace turnout::telemetry {
namespace {

std::size_t cells_of(const std::vector<std::size_t>& sizes) {
  std::size_t count = 1;
  for (const std::size_t size : sizes) count *= size;
  return count;
}

}  // namespace

// The existing series, by index. Each is made at its first use and keeps its address.
struct Series::Cells {
  Declaration declaration;
  std::vector<std::size_t> sizes;
  std::function<void*(const prometheus::Labels&)> make;
  std::mutex mutex;
  std::vector<std::atomic<void*>> made;

  Cells(prometheus::Registry& registry, Declaration declared, std::vector<std::size_t> label_sizes)
      : declaration(std::move(declared)), sizes(std::move(label_sizes)), made(cells_of(sizes)) {
    register_family(registry);
    for (std::size_t index = 0; index < made.size(); ++index) {
      if (begins_at_zero(index)) at(index);
    }
  }

  void register_family(prometheus::Registry& registry) {
    const auto& [type, name, help, labels, buckets] = declaration;
    if (type == SeriesType::kCounter) {
      auto& family = prometheus::BuildCounter().Name(name).Help(help).Register(registry);
      make = [&family](const prometheus::Labels& of) { return &family.Add(of); };
    } else if (type == SeriesType::kGauge) {
      auto& family = prometheus::BuildGauge().Name(name).Help(help).Register(registry);
      make = [&family](const prometheus::Labels& of) { return &family.Add(of); };
    } else {
      auto& family = prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
      make = [this, &family](const prometheus::Labels& of) { return &family.Add(of, declaration.buckets); };
    }
  }

  bool begins_at_zero(std::size_t index) const {
    if (declaration.type == SeriesType::kGauge) return false;
    if (declaration.type == SeriesType::kHistogram) return sizes.empty();
    for (const std::string& value : values_at(index)) {
      if (value.empty()) return false;
    }
    return true;
  }

  std::vector<std::string> values_at(std::size_t index) const {
    std::vector<std::string> values(sizes.size());
    for (std::size_t i = sizes.size(); i-- > 0; index /= sizes[i]) {
      values[i] = declaration.labels[i].values[index % sizes[i]];
    }
    return values;
  }

  void* at(std::size_t index) {
    if (void* known = made[index].load(std::memory_order_acquire)) return known;
    const std::lock_guard lock(mutex);
    if (void* known = made[index].load(std::memory_order_relaxed)) return known;
    const std::vector<std::string> values = values_at(index);
    prometheus::Labels labels;
    for (std::size_t i = 0; i < values.size(); ++i) {
      labels.emplace(declaration.labels[i].name, values[i].empty() ? "unspecified" : values[i]);
    }
    void* series = make(labels);
    made[index].store(series, std::memory_order_release);
    return series;
  }
};

Series::Series(prometheus::Registry& registry, Declaration declaration) {
  for (const Label& label : declaration.labels) sizes_.push_back(label.values.size());
  cells_ = std::make_unique<Cells>(registry, std::move(declaration), sizes_);
}

Series::~Series() = default;

void Series::add(std::size_t index, double value) {
  static_cast<prometheus::Counter*>(cells_->at(index))->Increment(value);
}

void Series::set(std::size_t index, double value) {
  static_cast<prometheus::Gauge*>(cells_->at(index))->Set(value);
}

void Series::observe(std::size_t index, double value) {
  static_cast<prometheus::Histogram*>(cells_->at(index))->Observe(value);
}

}  // namespace turnout::telemetry
