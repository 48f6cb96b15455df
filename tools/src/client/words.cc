#include "client/words.h"

#include <algorithm>
#include <cctype>

namespace turnout::client {
namespace {

// "en_route" of MILESTONE_EN_ROUTE: the values of a type share the beginning of its zero value,
// …_UNSPECIFIED.
std::string bare_name(const google::protobuf::EnumValueDescriptor& value) {
  const std::string& zero = value.type()->value(0)->name();
  const std::size_t prefix = zero.size() - std::string_view("UNSPECIFIED").size();
  std::string name = value.name().substr(prefix);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name;
}

}  // namespace

std::string word(const google::protobuf::EnumDescriptor* type, int value) {
  const auto* known = type->FindValueByNumber(value);
  if (known == nullptr) return std::to_string(value);
  std::string name = bare_name(*known);
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::optional<int> value_of(const google::protobuf::EnumDescriptor* type, std::string_view text) {
  std::string name(text);
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
    return c == ' ' || c == '-' ? '_' : static_cast<char>(std::tolower(c));
  });
  for (int i = 1; i < type->value_count(); ++i) {
    if (bare_name(*type->value(i)) == name) return type->value(i)->number();
  }
  return std::nullopt;
}

std::vector<std::string> words_of(const google::protobuf::EnumDescriptor* type) {
  std::vector<std::string> words;
  for (int i = 1; i < type->value_count(); ++i) words.push_back(bare_name(*type->value(i)));
  return words;
}

}  // namespace turnout::client
