// Durations as text.
#pragma once

#include <cstdint>
#include <string>

namespace turnout::text {

// "4:07" (minutes and seconds), "1 h 02" from one hour, "3 d 04 h" from 100 hours; negative with "−" in front.
// Rounded down, so that remaining time is never shown too long and a passed deadline shows "−0:01" at once.
std::string duration(std::int64_t ms);

}  // namespace turnout::text
