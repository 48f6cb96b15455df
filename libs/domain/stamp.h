// Whose time counts for a reported milestone: the server's, the device's or the record's. Both are always
// kept.
//
// The server's time counts, unless
//   - a terminal's own time is plausible (it fits the order's other times, and is not in the future beyond the tolerance) and the
//     terminal had no contact with the service since: it was offline, and sends what it kept; or
//   - an imported record says its time and the policy accepts imported times.
// A report out of its terminal's own order is not believed. A device time that fits neither is kept and the stamp marked
// UNCONFIRMED: it waits for a supervisor's ruling. So does a report without a time that comes after a later milestone was reached.
#pragma once

#include <cstdint>

#include "domain/bounds.h"
#include "turnout/v1/incident.pb.h"

namespace turnout::domain {

// A button on the terminal or its position; not what a dispatcher or another system said.
bool is_from_terminal(v1::TimeSource source);

struct TimeReport {
  v1::TimeSource source = v1::TIME_SOURCE_BUTTON;  // UNSPECIFIED is taken as BUTTON
  std::int64_t device_at_ms = 0;                   // 0 = none
  std::int64_t earliest_ms = 0;                    // when the order (for an order: the incident) began
  std::int64_t latest_ms = kMaxInstantMs;  // when a later milestone was reached, by the time that counts
  std::int64_t contact_at_ms = 0;       // the latest time that counted of what the unit's terminal reported
  std::int64_t tolerance_ms = 0;        // by policy: the terminal's clock may be this much fast
  bool accept_imported = false;         // by policy
  bool in_sequence = true;              // false: the terminal numbered it before one that came earlier
  bool could_have_come_before = false;  // the terminal was in contact after it, in whatever way
};

// The stamp's instant, basis, both clocks and source; the caller adds who and where.
v1::Stamp stamp_of(TimeReport report, std::int64_t now_ms);

}  // namespace turnout::domain
