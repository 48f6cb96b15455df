// Local times as people read and write them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "domain/local_time.h"

namespace turnout::domain {

std::string day_text(LocalDay day);               // "2026-03-01"
std::string offset_text(std::int64_t offset_ms);  // "+08:00", "-03:30"
std::string time_of_day_text(LocalTime time);     // "14:03:07"

// "2027-01-01 00:00 Asia/Shanghai", "2026-12-31 16:00 UTC"
std::string minute_text(std::int64_t at_ms, const v1::TimeZone& zone);
// The same with seconds, rounded down: "2027-01-01 00:00:59 Asia/Shanghai".
std::string second_text(std::int64_t at_ms, const v1::TimeZone& zone);
// "2026-11-01T01:30:00-04:00": RFC 3339, with the zone's offset at that instant.
std::string rfc3339_text(std::int64_t at_ms, const v1::TimeZone& zone);

// "2026-03-01"; nothing for what is no day from 1971-01-01 to 9998-12-31.
std::optional<LocalDay> read_day(std::string_view text);
// "14:03" or "14:03:07" as time since midnight; nothing for what is no time from 00:00:00 to 23:59:59.
std::optional<std::chrono::milliseconds> read_time_of_day(std::string_view text);

// The instant that a local time means. The error is the end of a sentence that begins with the time: it does
// not exist or exists twice, and how to write each of its two readings.
tl::expected<std::int64_t, std::string> one_instant(const v1::TimeZone& zone, LocalTime time);

}  // namespace turnout::domain
