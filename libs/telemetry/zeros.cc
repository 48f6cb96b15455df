#include "telemetry/zeros.h"

namespace turnout::telemetry {

CounterFamily& with_zeros(CounterFamily& family, const Label& label) {
  for (const std::string& value : label.values) family.Add({{label.name, value}});
  return family;
}

CounterFamily& with_zeros(CounterFamily& family, const Label& one, const Label& other) {
  for (const std::string& value : one.values) {
    for (const std::string& beside : other.values) family.Add({{one.name, value}, {other.name, beside}});
  }
  return family;
}

}  // namespace turnout::telemetry
