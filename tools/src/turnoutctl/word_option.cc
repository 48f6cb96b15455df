#include "turnoutctl/word_option.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>
#include <sstream>

#include "client/words.h"
#include "turnoutctl/names.h"

namespace turnout::turnoutctl {
namespace {

constexpr const char* kTypeName = "WORD";
constexpr const char* kSeparator = ": ";  // between the meaning and the words

// "unknown milestone "enroute"; did you mean en_route? Allowed are "
std::string unknown_word(const std::string& name, const std::string& text,
                         const google::protobuf::EnumDescriptor* type) {
  std::vector<Named> known;
  for (const std::string& words : client::words_of(type)) {
    const std::size_t space = words.find(' ');
    known.push_back({.id = words.substr(0, space)});
    if (space != std::string::npos) known.back().names.push_back(words.substr(space + 1));
  }
  const std::string what = name.substr(name.find_first_not_of('-'));
  const std::string meant = did_you_mean(text, known);
  return fmt::format("unknown {} \"{}\"{} are ", what, text,
                     meant.empty() ? "; allowed" : meant + " Allowed");
}

}  // namespace

CLI::Option* add_word(CLI::App& command, const std::string& name,
                      const google::protobuf::EnumDescriptor* type, std::function<void(int)> set,
                      const std::string& meaning) {
  const std::string words = fmt::format("{}", fmt::join(client::words_of(type), ", "));
  const auto take = [name, type, words, set = std::move(set)](const std::string& text) {
    const auto value = client::value_of(type, text);
    if (!value) throw CLI::ValidationError(unknown_word(name, text, type) + words);
    set(*value);
  };
  return command.add_option_function<std::string>(name, take, meaning + kSeparator + words)
      ->type_name(kTypeName);
}

std::vector<std::string> words_of(const CLI::Option& option) {
  const std::string& description = option.get_description();
  const std::size_t separator = description.rfind(kSeparator);
  if (option.get_type_name() != kTypeName || separator == std::string::npos) return {};
  std::string list = description.substr(separator + std::string_view(kSeparator).size());
  std::ranges::replace(list, ',', ' ');
  std::istringstream words(list);
  return {std::istream_iterator<std::string>(words), {}};
}

}  // namespace turnout::turnoutctl
