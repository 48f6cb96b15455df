// Writes a command as a list of arguments: command(args("XADD", key, "*", "event", bytes, "version", 7)).
//
// A function and not braces, because GCC 12 rejects a braced list in an expression with co_await.
#pragma once

#include <concepts>
#include <string>
#include <utility>
#include <vector>

namespace turnout::redis {

inline std::string to_arg(std::integral auto number) {
  return std::to_string(number);
}
inline std::string to_arg(std::convertible_to<std::string> auto&& text) {
  return std::forward<decltype(text)>(text);
}

// Arguments are texts or bytes (binary-safe) and integers (written in decimal).
template <class... Parts>
std::vector<std::string> args(Parts&&... parts) {
  std::vector<std::string> list;
  list.reserve(sizeof...(parts));
  (list.push_back(to_arg(std::forward<Parts>(parts))), ...);
  return list;
}

}  // namespace turnout::redis
