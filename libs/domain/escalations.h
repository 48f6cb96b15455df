// The ladders (升级) of an incident: who is told that a deadline has passed, one after the other, until
// somebody acknowledges.
#pragma once

#include <cstdint>

#include "turnout/v1/event.pb.h"
#include "turnout/v1/incident.pb.h"
#include "turnout/v1/roster.pb.h"

namespace turnout::domain {

// The incident's escalation of this clock, or nullptr. Run 0 = the newest.
const v1::Escalation* find_escalation(const v1::Incident& incident, v1::ClockKind kind,
                                      std::uint32_t order_number, std::uint32_t run = 0);
// Raised, and neither acknowledged nor ended: somebody still has to answer.
bool is_unanswered(const v1::Escalation& escalation);
// Nobody holds the post that its last level names, so that nobody can answer: operations are to know.
bool is_held_by_nobody(const v1::Incident& incident, const v1::Escalation& escalation);
// Another level, or a reminder, is still to be raised: when now > next_at_ms it is raised. `incident` is the one whose it is; an
// amendment may have taken its ladder away for a while.
bool climbs(const v1::Incident& incident, const v1::Escalation& escalation);

// Sets the first level its wait after `at_ms`, if the policy has a ladder for this clock and it has not
// begun.
void begin_ladder(v1::Incident& incident, v1::ClockKind kind, std::uint32_t order_number, std::uint32_t run,
                  std::int64_t at_ms);
// The same, and also when somebody has answered it or it has ended: it is a new matter.
void restart_ladder(v1::Incident& incident, v1::ClockKind kind, std::uint32_t order_number,
                    std::int64_t at_ms);
// The next level of a ladder that climbs. A post that nobody holds does not hold it up: the level after it is due at once.
// Of one that was acknowledged: a reminder to whoever did.
v1::EscalationRaised next_level(const v1::Incident& incident, const v1::Escalation& escalation,
                                std::int64_t now_ms, const v1::Roster& roster);

// What the events do.
void raise(v1::Incident& incident, const v1::EscalationRaised& raised, std::int64_t at_ms);
void acknowledge(v1::Incident& incident, const v1::EscalationAcknowledged& acknowledged,
                 const v1::Event& event);
// No unit could take an order's place: its ladder goes on at once.
void hurry_ladder(v1::Incident& incident, std::uint32_t order_number, std::int64_t at_ms);
// Brings every escalation into line with the clocks and orders: one ends when nothing is left to be saved.
void settle_escalations(v1::Incident& incident);

}  // namespace turnout::domain
