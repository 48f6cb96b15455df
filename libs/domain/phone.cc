#include "domain/phone.h"

#include <phonenumbers/phonenumberutil.h>
#include <phonenumbers/shortnumberinfo.h>

#include <algorithm>
#include <initializer_list>
#include <set>
#include <string_view>

namespace turnout::domain {
namespace {

namespace phones = i18n::phonenumbers;

constexpr std::size_t kFewestDigits = 5;
constexpr const char* kNoRegion = "ZZ";  // of libphonenumber: only international numbers are understood

void cut_at_any(std::string& text, std::initializer_list<std::string_view> marks) {
  for (const std::string_view mark : marks) text.resize(std::min(text.find(mark), text.size()));
}

// "sip:+8613800001111@ims.example;user=phone" → "+8613800001111". libphonenumber knows tel: itself.
std::string without_sip(std::string phone) {
  for (const std::string_view scheme : {"sip:", "sips:"}) {
    if (!std::ranges::equal(std::string_view(phone).substr(0, scheme.size()), scheme, {},
                            [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; })) {
      continue;
    }
    phone.erase(0, scheme.size());
    cut_at_any(phone, {"@", ";"});
    break;
  }
  return phone;
}

std::string digits_of(std::string phone) {
  cut_at_any(phone, {";", "#", "ext", "x", "X"});
  phones::PhoneNumberUtil::GetInstance()->NormalizeDigitsOnly(&phone);
  return phone;
}

// Country code and national number, without an extension.
std::string international(const phones::PhoneNumber& number) {
  std::string text;
  phones::PhoneNumberUtil::GetInstance()->Format(number, phones::PhoneNumberUtil::E164, &text);
  return text.substr(1);
}

bool names_a_caller(const std::string& digits) {
  return digits.size() >= kFewestDigits && digits.find_first_not_of('0') != std::string::npos;
}

}  // namespace

std::string phone_key(const std::string& phone, const std::string& country) {
  std::string text = without_sip(phone);
  cut_at_any(text, {"转", "轉", "分机", "分機"});  // the extension marks that libphonenumber does not know
  std::string digits = digits_of(text);
  if (!names_a_caller(digits)) return "";
  const std::string region = country.empty() ? kNoRegion : country;
  phones::PhoneNumber number;
  if (phones::PhoneNumberUtil::GetInstance()->Parse(text, region, &number) !=
      phones::PhoneNumberUtil::NO_PARSING_ERROR) {
    return digits;
  }
  static const phones::ShortNumberInfo short_numbers;
  if (short_numbers.IsPossibleShortNumberForRegion(number, region)) return "";
  return international(number);
}

bool is_same_phone(const std::string& one, const std::string& other, const std::string& country) {
  const std::string key = phone_key(one, country);
  return !key.empty() && key == phone_key(other, country);
}

bool is_country(const std::string& code) {
  static const std::set<std::string> known = [] {
    std::set<std::string> regions;
    phones::PhoneNumberUtil::GetInstance()->GetSupportedRegions(&regions);
    return regions;
  }();
  return known.contains(code);
}

}  // namespace turnout::domain
