// The clocks (时限) of an incident. They are state, derived from what is known of it; nothing here waits.
//
// A clock runs while its verdict is UNSPECIFIED, also after its deadline has fired. In time means at or
// before the deadline; a deadline fires when now > due. Every clock with the verdict BREACHED has fired.
//
// A clock of a kind (and order) may be started again: each start is a run, and of several runs the newest counts as the clock.
//   - A reopening makes all earlier runs final and starts new ones at the reopening. Within the policy's window a turnout or arrival
//     that the end had cancelled goes on instead, from its start.
//   - ASSIGN starts again when an open incident without a result has lost its last unit.
#pragma once

#include <cstdint>

#include "turnout/v1/event.pb.h"
#include "turnout/v1/incident.pb.h"

namespace turnout::domain {

bool is_running(const v1::Clock& clock);
// Fired, and still running: what a board shows as overdue.
bool is_overdue(const v1::Clock& clock);
// Fired, and no stop in time is known: over or not, its deadline was not kept.
bool is_missed(const v1::Clock& clock);
// Running, and its deadline has not fired.
bool can_fire(const v1::Clock& clock);

// The incident's clock of this kind (and order, where each has its own), or nullptr. Run 0 = the newest.
const v1::Clock* find_clock(const v1::Incident& incident, v1::ClockKind kind, std::uint32_t order_number = 0,
                            std::uint32_t run = 0);
v1::Clock* find_clock(v1::Incident& incident, v1::ClockKind kind, std::uint32_t order_number = 0,
                      std::uint32_t run = 0);
// What the policy asks of this clock, or nullptr if it is not kept (any more).
const v1::EffectiveClock* find_effective_clock(const v1::Incident& incident, v1::ClockKind kind);

// The incident is open, has no result, nobody is on it, and the policy wants somebody sent to it.
bool is_unattended(const v1::Incident& incident);
// Since when it is unattended; 0 = it is not.
std::int64_t unattended_since_ms(const v1::Incident& incident);

// Brings every clock into line with what is known after `event`: starts those whose start has been reached, stops those
// whose stop has, ends those whose incident or order has ended, and lets them run on if it has not after all.
// The earliest stop that is known counts, also after the end: what was cancelled becomes met by a stop before
// its deadline, and stays cancelled by one after it.
void settle_clocks(v1::Incident& incident, const v1::Event& event);
// The incident is about to be opened again: its runs are final. `runs_on`: but for a turnout or arrival that was cancelled.
void make_final(v1::Incident& incident, bool runs_on);
// Another report is about to be merged into the incident: verdicts that were given stay, whatever it brings.
void freeze_verdicts(v1::Incident& incident);
// The limits of an open incident are new: clocks that run and have not fired get them from the same start, or
// are dropped if there is no limit any more.
void renew_effective_clocks(v1::Incident& incident);
}  // namespace turnout::domain
