#include "turnoutctl/refusal_text.h"

#include <algorithm>

#include "client/words.h"

namespace turnout::turnoutctl {
namespace {

// A field that nobody typed, as words: "page_size" → "page size".
std::string words_of_field(const std::string& field) {
  std::string words = field.substr(field.rfind('.') + 1);
  std::ranges::replace(words, '_', ' ');
  return words;
}

}  // namespace

std::string refusal_text(const v1::Refusal& refusal, const TypedNames& names) {
  std::string message = refusal.message();
  while (message.ends_with('.')) message.pop_back();
  if (message.empty()) return client::word(refusal.reason());
  const std::string& field = refusal.field();
  if (field.empty() || !message.starts_with(field + ":")) return message;
  const auto typed = names.find(field);
  return (typed == names.end() ? words_of_field(field) : typed->second) + message.substr(field.size());
}

}  // namespace turnout::turnoutctl
