#include "text/blank.h"

#include <algorithm>
#include <boost/locale/encoding_utf.hpp>
#include <string>

namespace turnout::text {
namespace {

// Unicode's white space, and its spaces without width.
bool is_space(char32_t c) {
  constexpr std::u32string_view kOthers =
      U"\u0020\u0085\u00A0\u1680\u180E\u2028\u2029\u202F\u205F\u2060\u3000\uFEFF";
  return (c >= U'\t' && c <= U'\r') || (c >= U'\u2000' && c <= U'\u200D') || kOthers.find(c) != kOthers.npos;
}

}  // namespace

bool is_blank(std::string_view text) {
  return std::ranges::all_of(
      boost::locale::conv::utf_to_utf<char32_t>(text.data(), text.data() + text.size()), is_space);
}

}  // namespace turnout::text
