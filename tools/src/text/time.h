// Instants as text in the local time zone (TZ). Unix milliseconds; 0 = not known, shown as "–".
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace turnout::text {

std::string clock_time(std::int64_t at_ms);  // "14:03:07"
std::string date_time(std::int64_t at_ms);   // "2026-11-23 14:03:07"

// Reads "2026-11-23T14:03:07+08:00" (or Z; also with a fraction), "2026-11-23 14:03:07" and "2026-11-23 14:03" in
// the local zone, "2026-11-23" (its first instant), and "14:03:07" or "14:03" (the last time before `now_ms` at
// which the local clock showed it). Nothing for any other text.
std::optional<std::int64_t> parse_time(const std::string& text, std::int64_t now_ms);

}  // namespace turnout::text
