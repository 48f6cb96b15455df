#include "telemetry/labels.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <string_view>

namespace turnout::telemetry {
namespace {

constexpr std::string_view kZeroName = "UNSPECIFIED";

// Every value's name begins with the prefix that the zero value bears before UNSPECIFIED.
std::string without_prefix(const google::protobuf::EnumValueDescriptor& value) {
  const std::string& zero = value.type()->value(0)->name();
  std::string label = value.name().substr(zero.size() - kZeroName.size());
  std::transform(label.begin(), label.end(), label.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return label;
}

}  // namespace

std::string label_of(const google::protobuf::EnumDescriptor& type, int number) {
  const auto* value = type.FindValueByNumber(number);
  return without_prefix(value == nullptr ? *type.value(0) : *value);
}

std::vector<std::string> labels_of(const google::protobuf::EnumDescriptor& type, Unspecified unspecified) {
  std::vector<std::string> labels;
  for (int index = unspecified == Unspecified::kInclude ? 0 : 1; index < type.value_count(); ++index) {
    labels.push_back(without_prefix(*type.value(index)));
  }
  return labels;
}

}  // namespace turnout::telemetry
