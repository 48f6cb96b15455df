// An option that takes a word of an enum.
#pragma once

#include <google/protobuf/generated_enum_reflection.h>

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace turnout::turnoutctl {

// `set` gets the number of the value that was typed.
CLI::Option* add_word(CLI::App& command, const std::string& name,
                      const google::protobuf::EnumDescriptor* type, std::function<void(int)> set,
                      const std::string& meaning);

// The words that an option made by add_word takes, in English and Chinese; none of another option.
std::vector<std::string> words_of(const CLI::Option& option);

template <class Enum>
CLI::Option* add_word(CLI::App& command, const std::string& name, Enum& value, const std::string& meaning) {
  return add_word(
      command, name, google::protobuf::GetEnumDescriptor<Enum>(),
      [&value](int number) { value = static_cast<Enum>(number); }, meaning);
}

}  // namespace turnout::turnoutctl
