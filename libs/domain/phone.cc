#include "domain/phone.h"

#include <algorithm>
#include <array>

namespace turnout::domain {
namespace {

constexpr std::size_t kSubscriberDigits = 10;
constexpr std::string_view kFullWidthDigit = "\xEF\xBC";  // followed by 0x90 to 0x99: ０ to ９
constexpr std::array<std::string_view, 8> kExtensionMarks = {";", "@", "#", "ext", "Ext", "x", "转", "轉"};

// The number without what follows it: parameters, a host, an extension.
std::string_view without_extension(std::string_view phone) {
  std::size_t end = phone.size();
  for (const std::string_view mark : kExtensionMarks) end = std::min(end, phone.find(mark));
  return phone.substr(0, end);
}

bool is_full_width_digit(std::string_view text) {
  return text.size() >= 3 && text.starts_with(kFullWidthDigit) && text[2] >= '\x90' && text[2] <= '\x99';
}

std::string digits_of(std::string_view text) {
  std::string digits;
  while (!text.empty()) {
    if (is_full_width_digit(text)) {
      digits += static_cast<char>('0' + (text[2] - '\x90'));
      text.remove_prefix(3);
      continue;
    }
    if (text.front() >= '0' && text.front() <= '9') digits += text.front();
    text.remove_prefix(1);
  }
  return digits;
}

}  // namespace

std::string phone_key(std::string_view phone) {
  const std::string digits = digits_of(without_extension(phone));
  if (digits.size() > kSubscriberDigits) return digits.substr(digits.size() - kSubscriberDigits);
  return digits.substr(std::min(digits.size(), digits.find_first_not_of('0')));  // no trunk prefix
}

bool is_same_phone(std::string_view one, std::string_view other) {
  const std::string key = phone_key(one);
  return !key.empty() && key == phone_key(other);
}

}  // namespace turnout::domain
