// Times as people type them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "domain/local_time.h"

namespace turnout::text {

// Of a time of day without a date: the last one up to now, or the first one after it.
enum class NearestTime { kPast, kNext };

// What a text says, before anybody knows the city's zone. Either an instant, or a day, a time of day or both.
struct TypedTime {
  std::optional<std::int64_t> instant_ms = {};
  std::optional<domain::LocalDay> day = {};
  std::optional<std::chrono::milliseconds> time_of_day = {};
};

// Understands what text::parse_instant does, "2026-11-23 14:03:07" and "2026-11-23 14:03", "2026-11-23" (its
// first instant), and "14:03:07" or "14:03". Nothing for anything else.
std::optional<TypedTime> read_typed_time(const std::string& text);

// Where and when it was typed.
struct TypedWhere {
  const v1::TimeZone& zone;
  std::int64_t now_ms = 0;
  NearestTime nearest = NearestTime::kPast;
  bool has_happened = false;  // a time after now is refused
};

// The instant that was meant. A local time that the city's clock skips or shows twice is refused with both of
// its readings, unless only one of them is on the asked side of now; so is a time of day that was last more
// than 12 h ago, with the same time in full, and what has not come yet. The error is the end of a sentence that begins with
// the text.
tl::expected<std::int64_t, std::string> instant_of(const TypedTime& typed, const TypedWhere& where);

}  // namespace turnout::text
