// Instants in the reports and options of replays. Unix milliseconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace turnout::replay {

// "2020-04-07T07:01:25Z"; with ".250" where the instant has a fraction.
std::string rfc3339(std::int64_t at_ms);

// The same as local time of a zone: "2020-04-07 00:01:25". `zone` is an IANA name that this machine knows.
std::string zone_time(std::int64_t at_ms, const std::string& zone);

// Reads "2020-04-07T07:01:25Z" (or +08:00) and, as local time of `zone`, "2020-04-07 00:01:25",
// "2020-04-07 00:01" and "2020-04-07". Nothing for any other text.
std::optional<std::int64_t> read_time(const std::string& text, const std::string& zone);

}  // namespace turnout::replay
