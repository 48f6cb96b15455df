// What the contacts of a terminal show of its clock.
#pragma once

#include <cstdint>

#include "turnout/v1/unit.pb.h"

namespace turnout::domain {

inline constexpr std::int64_t kWrongClockMs =
    30'000;  // a clock off by more is reported to the crew and to operations

// The terminal said `device_at_ms` in a message that was received at `received_at_ms`. An offset is learned when two contacts agree on
// it within 2 s, and they are 10 s apart: what an offline terminal sends late was pressed at one instant and comes at one instant.
void observe(v1::TerminalClock& clock, std::int64_t device_at_ms, std::int64_t received_at_ms);

// Off by more than kWrongClockMs, either way.
bool is_wrong(const v1::TerminalClock& clock);

}  // namespace turnout::domain
