// Positions as an export writes them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "turnout/v1/incident.pb.h"

namespace turnout::trace {

// A text with the words {latitude} and {longitude} in place of the numbers: "({latitude}, {longitude})". The word {text}
// at its begin or end stands for any text, line feeds too: "{text}({latitude}, {longitude})" reads a place behind
// an address. At the begin, some mark such as "(" must follow it: else nobody knows where the number begins.
class LocationPattern {
 public:
  // Nothing unless both numbers are there exactly once.
  static std::optional<LocationPattern> parse(std::string_view pattern);

  // Decimal degrees with `decimal` as their mark; spaces before them are allowed. Nothing for text that does not fit, numbers outside
  // −90..90 or −180..180, and exactly 0, 0, with which exports mean "none".
  std::optional<v1::Position> read(std::string_view text, char decimal = '.') const;

 private:
  std::optional<v1::Position> read_here(std::string_view text, char decimal) const;

  std::string before_, between_, after_;
  bool any_before_ = false;
  bool any_after_ = false;
  bool latitude_first_ = true;
};

}  // namespace turnout::trace
