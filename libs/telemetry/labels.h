// Values of closed enums as label values. For this folder only.
#pragma once

#include <google/protobuf/generated_enum_reflection.h>

#include <string>
#include <vector>

namespace turnout::telemetry {

// "AREA_CLASS_URBAN" → "urban"; a number that the vocabulary does not know → "unspecified".
std::string label_of(const google::protobuf::EnumDescriptor& type, int number);

template <class Enum>
std::string label_of(Enum value) {
  return label_of(*google::protobuf::GetEnumDescriptor<Enum>(), static_cast<int>(value));
}

// The labels of all values of an enum of the vocabulary, with or without "unspecified".
enum class Unspecified { kLeaveOut, kInclude };
std::vector<std::string> labels_of(const google::protobuf::EnumDescriptor& type, Unspecified unspecified);

}  // namespace turnout::telemetry
