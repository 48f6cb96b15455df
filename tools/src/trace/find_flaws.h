// Flaws that show only when the rows of a trace are seen together.
#pragma once

#include "trace/trace.h"

namespace turnout::trace {

// Adds to `trace.flaws` what is wrong with its calls, its orders and the order of each unit's
// orders.
void find_flaws(Trace& trace);

}  // namespace turnout::trace
