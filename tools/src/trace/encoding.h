// Text of an export in whatever encoding it was written.
#pragma once

#include <string>
#include <string_view>

namespace turnout::trace {

// True if this machine's iconv knows the name: "UTF-8", "UTF-16", "GBK", "ISO-8859-1".
bool is_known_encoding(const std::string& encoding);

// `bytes` as UTF-8. A byte order mark at their begin is taken off and goes before `encoding`. Bytes that are no
// character of the encoding become U+FFFD; of UTF-8 they stay as they are, for the reader to count.
// Thread-safe.
std::string to_utf8(std::string bytes, const std::string& encoding);

}  // namespace turnout::trace
