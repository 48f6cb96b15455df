#include "text/duration.h"

#include <fmt/format.h>

namespace turnout::text {

std::string duration(std::int64_t ms) {
  const std::int64_t seconds = ms / 1000 - (ms % 1000 < 0 ? 1 : 0);
  const char* sign = seconds < 0 ? "−" : "";
  const std::int64_t size = seconds < 0 ? -seconds : seconds;
  const std::int64_t hours = size / 3600;
  if (hours == 0) return fmt::format("{}{}:{:02}", sign, size / 60, size % 60);
  if (hours < 100) return fmt::format("{}{} h {:02}", sign, hours, size / 60 % 60);
  return fmt::format("{}{} d {:02} h", sign, hours / 24, hours % 24);
}

}  // namespace turnout::text
