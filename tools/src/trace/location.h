// Positions as an export writes them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "turnout/v1/incident.pb.h"

namespace turnout::trace {

// A text with the words {latitude} and {longitude} in place of the numbers: "({latitude}, {longitude})".
class LocationPattern {
 public:
  // Nothing unless both words occur exactly once.
  static std::optional<LocationPattern> parse(std::string_view pattern);

  // Decimal degrees; spaces before them are allowed. Nothing for text that does not fit, numbers outside
  // −90..90 or −180..180, and exactly 0, 0, which means "none" in exports.
  std::optional<v1::Position> read(std::string_view text) const;

 private:
  std::string before_, between_, after_;
  bool latitude_first_ = true;
};

}  // namespace turnout::trace
