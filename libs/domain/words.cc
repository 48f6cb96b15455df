#include "domain/words.h"

#include <algorithm>
#include <utility>

namespace turnout::domain {
namespace {

constexpr std::pair<std::int64_t, const char*> kUnits[] = {
    {86'400'000, " d"}, {3'600'000, " h"}, {60'000, " min"}, {1'000, " s"}};

std::string bare_name(const google::protobuf::EnumValueDescriptor& value) {
  const std::string& zero = value.type()->value(0)->name();
  std::string name = value.name().substr(zero.size() - std::string_view("UNSPECIFIED").size());
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return name;
}

}  // namespace

std::string word_of(const google::protobuf::EnumDescriptor& type, int value) {
  const auto* known = type.FindValueByNumber(value);
  return known == nullptr ? std::to_string(value) : bare_name(*known);
}

std::string phrase_of(const google::protobuf::EnumDescriptor& type, int value) {
  std::string phrase = word_of(type, value);
  std::ranges::replace(phrase, '_', ' ');
  return phrase;
}

std::optional<int> value_of(const google::protobuf::EnumDescriptor& type, std::string_view word) {
  for (int i = 1; i < type.value_count(); ++i) {
    if (bare_name(*type.value(i)) == word) return type.value(i)->number();
  }
  return std::nullopt;
}

std::vector<std::string> words_of(const google::protobuf::EnumDescriptor& type) {
  std::vector<std::string> words;
  for (int i = 1; i < type.value_count(); ++i) words.push_back(bare_name(*type.value(i)));
  return words;
}

std::string duration_text(std::int64_t ms) {
  for (const auto& [unit_ms, name] : kUnits) {
    if (ms != 0 && ms % unit_ms == 0) return std::to_string(ms / unit_ms) + name;
  }
  std::string seconds = std::to_string(static_cast<double>(ms) / 1e3);
  seconds.erase(seconds.find_last_not_of('0') + 1);
  if (seconds.back() == '.') seconds.pop_back();
  return seconds + " s";
}

std::string span_text(std::int64_t ms) {
  std::string text;
  for (std::size_t i = 0; i < std::size(kUnits); ++i) {
    const auto& [unit_ms, name] = kUnits[i];
    if (ms < unit_ms) continue;
    text = std::to_string(ms / unit_ms) + name;
    if (i + 1 == std::size(kUnits)) break;
    const auto& [smaller_ms, smaller_name] = kUnits[i + 1];
    if (const std::int64_t rest = ms % unit_ms / smaller_ms; rest > 0) {
      text += " " + std::to_string(rest) + smaller_name;
    }
    break;
  }
  return text.empty() ? "0 s" : text;
}

}  // namespace turnout::domain
