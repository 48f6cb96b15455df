#include "client/words.h"

#include <algorithm>
#include <cctype>

#include "client/chinese_words.h"
#include "domain/words.h"

namespace turnout::client {

std::string word(const google::protobuf::EnumDescriptor* type, int value) {
  return domain::phrase_of(*type, value);
}

std::optional<int> value_of(const google::protobuf::EnumDescriptor* type, std::string_view text) {
  std::string name(text);
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
    return c == ' ' || c == '-' ? '_' : static_cast<char>(std::tolower(c));
  });
  const auto value = domain::value_of(*type, name);
  return value ? value : chinese_value_of(*type, text);
}

std::vector<std::string> words_of(const google::protobuf::EnumDescriptor* type) {
  std::vector<std::string> words = domain::words_of(*type);
  for (std::string& word : words) {
    const std::string chinese = chinese_word_of(*type, *domain::value_of(*type, word));
    if (!chinese.empty()) word += " " + chinese;
  }
  return words;
}

}  // namespace turnout::client
