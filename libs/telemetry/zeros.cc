#include "telemetry/zeros.h"

#include <utility>

namespace turnout::telemetry {

CounterFamily& with_zeros(CounterFamily& family, const std::vector<Label>& labels) {
  std::vector<prometheus::Labels> series(1);
  for (const Label& label : labels) {
    std::vector<prometheus::Labels> longer;
    for (const prometheus::Labels& each : series) {
      for (const std::string& value : label.values) {
        longer.push_back(each);
        longer.back().emplace(label.name, value);
      }
    }
    series = std::move(longer);
  }
  for (const prometheus::Labels& each : series) family.Add(each);
  return family;
}

}  // namespace turnout::telemetry
