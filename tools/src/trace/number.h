// Numbers and durations as an export writes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace turnout::trace {

// "-122.42", with `decimal` ',' "-122,42". Thousands may be grouped by the other of the two marks: "1,645.3". Nothing
// for any other text.
std::optional<double> read_number(std::string_view text, char decimal);

// How the file writes durations: as a number of units, or as h:mm:ss (also mm:ss, with a fraction).
enum class DurationUnit { kSeconds, kMinutes, kHours, kClock };

// Milliseconds, ≥ 0, at most a year. Nothing for text that does not fit.
std::optional<std::int64_t> read_duration(const std::string& text, DurationUnit unit, char decimal);

}  // namespace turnout::trace
