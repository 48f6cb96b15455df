// Telephone numbers as people write them.
#pragma once

#include <string>
#include <string_view>

namespace turnout::domain {

// What two spellings of one number have in common: its last ten digits, or all of them if it has fewer. Country codes, leading
// zeros, full-width digits, blanks and hyphens, `tel:` and `sip:`, and extensions make no difference. Empty = no digits but zeros.
// Ten digits name a subscriber in every country's plan that has numbers so long, so that no country need be known.
std::string phone_key(std::string_view phone);

// Both are the same number; false if either has no key.
bool is_same_phone(std::string_view one, std::string_view other);

}  // namespace turnout::domain
