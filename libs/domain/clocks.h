// The clocks (时限) of an incident: how they start, stop, fire and end. They are state, kept by `apply`;
// nothing here waits.
//
// A clock runs while its verdict is UNSPECIFIED, also after its deadline has fired. In time means at or
// before the deadline; a deadline fires when now > due. Every clock with the verdict BREACHED has fired.
#pragma once

#include <cstdint>
#include <vector>

#include "turnout/v1/event.pb.h"
#include "turnout/v1/incident.pb.h"

namespace turnout::domain {

bool is_running(const v1::Clock& clock);
// Fired, and still running: what a board shows as overdue.
bool is_overdue(const v1::Clock& clock);

// The incident's clock of this kind (and assignment, for ACKNOWLEDGE), or nullptr.
const v1::Clock* find_clock(const v1::Incident& incident, v1::ClockKind kind, std::uint32_t assignment = 0);

// Starts a clock if the incident is open and has a limit for it. One that runs and has not fired is moved if
// the start is earlier.
void start_clock(v1::Incident& incident, v1::ClockKind kind, std::uint32_t assignment, std::int64_t at_ms);
// Stops it. The earliest stop that becomes known counts, also after the incident or the order has ended: what
// was cancelled becomes met by a stop before its deadline, and stays cancelled by one after it.
void stop_clock(v1::Incident& incident, v1::ClockKind kind, std::uint32_t assignment, std::int64_t at_ms);
// Ends the acknowledge clock of an order that ended unsigned.
void end_order_clock(v1::Incident& incident, std::uint32_t assignment);
// Ends every running clock: the incident has ended.
void end_clocks(v1::Incident& incident);
// Lets the incident's clocks that ended without a stop run on: it is open again.
void resume_clocks(v1::Incident& incident);
// The limits of an open incident are new: clocks that run and have not fired get them from the same start, or
// are dropped if there is no limit any more; those that should be running and are not are started.
void renew_limits(v1::Incident& incident);

// The deadlines that have passed at `now_ms` and have not fired.
std::vector<v1::DeadlineBreached> due_deadlines(const v1::Incident& incident, std::int64_t now_ms);
// When the next deadline that has not fired ends; 0 = none. What the deadline index holds.
std::int64_t next_due_ms(const v1::Incident& incident);
// Marks a deadline as fired.
void fire(v1::Incident& incident, const v1::DeadlineBreached& breach, std::int64_t at_ms);

}  // namespace turnout::domain
