// The vocabulary's enums as words for people: MILESTONE_EN_ROUTE ↔ "en route".
#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/generated_enum_reflection.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace turnout::client {

// "en route" for MILESTONE_EN_ROUTE; the number for a value that this program does not know.
std::string word(const google::protobuf::EnumDescriptor* type, int value);

// The value that `text` names in English, in any case and with spaces, "_" or "-" between words, or in Chinese
// (chinese_words.h). Never the unspecified value.
std::optional<int> value_of(const google::protobuf::EnumDescriptor* type, std::string_view text);

// Every word of the type except "unspecified", as a user types it, with its Chinese word: "en_route 出警".
std::vector<std::string> words_of(const google::protobuf::EnumDescriptor* type);

template <class Enum>
std::string word(Enum value) {
  return word(google::protobuf::GetEnumDescriptor<Enum>(), static_cast<int>(value));
}

}  // namespace turnout::client
