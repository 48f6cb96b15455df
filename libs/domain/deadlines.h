// What is due in an incident at an instant, and when something is next: warnings, deadlines and the levels of
// ladders alike. Each fires once, when now > its instant.
#pragma once

#include <cstdint>
#include <vector>

#include "turnout/v1/event.pb.h"
#include "turnout/v1/incident.pb.h"
#include "turnout/v1/roster.pb.h"

namespace turnout::domain {

// The bodies of the events that are due, in order; of several warnings of one clock only the last, and none
// once its deadline has passed.
std::vector<v1::Event> due_events(const v1::Incident& incident, std::int64_t now_ms,
                                  const v1::Roster& roster);

// When the next of them is; 0 = none. What the deadline index of the store holds.
std::int64_t next_due_ms(const v1::Incident& incident);

}  // namespace turnout::domain
