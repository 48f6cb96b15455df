// The words of the vocabulary as Chinese police say them: 签收 ↔ MILESTONE_ACKNOWLEDGED.
#pragma once

#include <google/protobuf/descriptor.h>

#include <optional>
#include <string>
#include <string_view>

namespace turnout::client {

// The value of the enum with this word; nothing if the enum has none.
std::optional<int> chinese_value_of(const google::protobuf::EnumDescriptor& type, std::string_view word);

// The word of a value; empty if it has none.
std::string chinese_word_of(const google::protobuf::EnumDescriptor& type, int value);

}  // namespace turnout::client
