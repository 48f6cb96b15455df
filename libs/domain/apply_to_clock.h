// What the warnings, deadlines, ladders and predictions of one clock do to its incident. Used by `apply`.
#pragma once

#include "turnout/v1/event.pb.h"
#include "turnout/v1/incident.pb.h"

namespace turnout::domain {

// Nothing for any other event.
void apply_to_clock(const v1::Event& event, v1::Incident& incident);

}  // namespace turnout::domain
