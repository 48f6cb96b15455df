// The vocabulary as files have it and sentences say it: CLOCK_EDGE_EN_ROUTE ↔ "en_route", 300,000 ms ↔ "5
// min".
#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/generated_enum_reflection.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace turnout::domain {

// "en_route" of CLOCK_EDGE_EN_ROUTE: the value's name without what all names of its type begin with. The
// number of a value that this program does not know.
std::string word_of(const google::protobuf::EnumDescriptor& type, int value);

template <class Enum>
std::string word_of(Enum value) {
  return word_of(*google::protobuf::GetEnumDescriptor<Enum>(), static_cast<int>(value));
}

// The same as sentences have it: "en route".
std::string phrase_of(const google::protobuf::EnumDescriptor& type, int value);

template <class Enum>
std::string phrase_of(Enum value) {
  return phrase_of(*google::protobuf::GetEnumDescriptor<Enum>(), static_cast<int>(value));
}

// The value with exactly this word; never the unspecified one.
std::optional<int> value_of(const google::protobuf::EnumDescriptor& type, std::string_view word);

// Every word of the type but "unspecified", in the order of the vocabulary.
std::vector<std::string> words_of(const google::protobuf::EnumDescriptor& type);

// In the largest unit of d, h, min and s that gives a whole number: "5 min", "90 s", "0.1 s".
std::string duration_text(std::int64_t ms);

// In at most two units, rounded down: "45 s", "4 min 7 s", "2 h 5 min", "3 d".
std::string span_text(std::int64_t ms);

}  // namespace turnout::domain
