#include "domain/uuid.h"

#include <algorithm>

namespace turnout::domain {
namespace {

constexpr std::size_t kUuidLength = 36;
constexpr std::size_t kUuidVersionAt = 14;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

bool is_uuid(std::string_view text) {
  if (text.size() != kUuidLength) return false;
  for (std::size_t i = 0; i < kUuidLength; ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-'
             : std::string_view("0123456789abcdef").find(lower(text[i])) == std::string_view::npos) {
      return false;
    }
  }
  return true;
}

bool is_uuid7(std::string_view text) {
  return is_uuid(text) && text[kUuidVersionAt] == '7' && text == lower_case(text);
}

std::string lower_case(std::string_view text) {
  std::string lowered(text);
  std::ranges::transform(lowered, lowered.begin(), lower);
  return lowered;
}

}  // namespace turnout::domain
