// Durations for people.
#pragma once

#include <cstdint>
#include <string>

namespace turnout::text {

// "4:07" (minutes and seconds), "1 h 02" from an hour on, "3 d 04 h" from 100 hours on; below zero with "−"
// in front. Rounded down, so that time left is never shown longer than it is and a deadline is overdue
// ("−0:01") at once.
std::string duration(std::int64_t ms);

}  // namespace turnout::text
