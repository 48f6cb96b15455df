// What the contacts of a terminal show of its clock, and the order of its reports.
#pragma once

#include <cstdint>

#include "turnout/v1/unit.pb.h"

namespace turnout::domain {

inline constexpr std::int64_t kWrongClockMs =
    30'000;  // a clock off by more is reported to the crew and to operations

// The terminal said `device_at_ms` in a message that was received at `received_at_ms`. An offset is learned when two contacts agree on
// it within 2 s, and they are 10 s apart: what an offline terminal sends late was pressed at one instant and comes at one instant.
void observe(v1::TerminalClock& clock, std::int64_t device_at_ms, std::int64_t received_at_ms);

// Whether a report with this number was made after the one with the number `newest`. A number far below begins again: a terminal
// was exchanged, or one report had a number out of all proportion.
bool is_next(std::uint64_t number, std::uint64_t newest);

// When a terminal was in contact: its newest contact, and since when there were no longer gaps than are usual.
struct TerminalContact {
  std::int64_t received_at_ms = 0;  // 0 = never
  std::int64_t since_ms = 0;
};
// Positions come all the time. Reports come when something happens: only those of one queue follow one another closely.
inline constexpr std::int64_t kPositionGapMs = 60'000;
inline constexpr std::int64_t kReportGapMs = 10'000;
// A report that is told again, because its order moved, is no new contact.
TerminalContact contact_after(const TerminalContact& last, std::int64_t received_at_ms, std::int64_t gap_ms);
// The terminal was in contact after `at_ms`, by more than the tolerance, and so could have reported what happened then. False while it
// is in contact again for less than 30 s: it has not sent yet what it kept.
bool could_have_reported(const TerminalContact& contact, std::int64_t at_ms, std::int64_t tolerance_ms,
                         std::int64_t now_ms);

// Off by more than kWrongClockMs, either way.
bool is_wrong(const v1::TerminalClock& clock);

}  // namespace turnout::domain
