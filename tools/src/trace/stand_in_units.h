// Units for a file that names none.
#pragma once

#include <vector>

#include "trace/trace.h"

namespace turnout::trace {

// Gives every order without a unit one: "stand-in-1" and so on, the first that is free when the order begins. An order
// without a time of becoming free keeps its unit to the end of its call. `calls` are in the order of a trace.
void add_stand_in_units(std::vector<TraceCall>& calls);

}  // namespace turnout::trace
