#include "client/words.h"

#include <algorithm>
#include <cctype>

#include "domain/words.h"

namespace turnout::client {

std::string word(const google::protobuf::EnumDescriptor* type, int value) {
  std::string name = domain::word_of(*type, value);
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::optional<int> value_of(const google::protobuf::EnumDescriptor* type, std::string_view text) {
  std::string name(text);
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
    return c == ' ' || c == '-' ? '_' : static_cast<char>(std::tolower(c));
  });
  return domain::value_of(*type, name);
}

std::vector<std::string> words_of(const google::protobuf::EnumDescriptor* type) {
  return domain::words_of(*type);
}

}  // namespace turnout::client
