// Phone numbers, however they are written.
#pragma once

#include <string>

namespace turnout::domain {

// What tells a caller's number from others: the same digits for 138 0000 1111, +86 138-0000-1111, 0086…, 013800001111, full-width
// digits, tel: and sip: addresses, and with any extension. `country` is the ISO 3166 code of the country whose national numbers are
// meant; without it, and for what is no phone number, the digits as written. Empty for what names no caller: no digits, zeros only,
// fewer than 5 digits, and emergency and service numbers of the country (110, 10086). Thread-safe; takes about 20 µs.
std::string phone_key(const std::string& phone, const std::string& country);

// Both name the same caller; false if either names none.
bool is_same_phone(const std::string& one, const std::string& other, const std::string& country);

// Whether `code` is the ISO 3166 code, two capital letters, of a country whose numbers are known.
bool is_country(const std::string& code);

}  // namespace turnout::domain
