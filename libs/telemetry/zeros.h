// Counters whose every series stands at 0 from the start, so that the first increase is seen as one. Inside
// this folder only.
#pragma once

#include <prometheus/counter.h>
#include <prometheus/family.h>

#include <array>
#include <string>
#include <vector>

#include "telemetry/labels.h"

namespace turnout::telemetry {

struct Label {
  std::string name;
  std::vector<std::string> values;
};

// With the values of an enum of the vocabulary.
template <class Enum>
Label label_with(const std::string& name, Unspecified unspecified = Unspecified::kLeaveOut) {
  return {name, labels_of(*google::protobuf::GetEnumDescriptor<Enum>(), unspecified)};
}

// With these names.
template <std::size_t N>
Label named(const std::string& name, const std::array<const char*, N>& values) {
  return {name, {values.begin(), values.end()}};
}

using CounterFamily = prometheus::Family<prometheus::Counter>;
// One series for every combination of the labels' values.
CounterFamily& with_zeros(CounterFamily& family, const std::vector<Label>& labels);

}  // namespace turnout::telemetry
