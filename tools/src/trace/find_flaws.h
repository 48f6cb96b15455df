// Finds flaws that are visible only across several rows of a trace.
#pragma once

#include "trace/trace.h"

namespace turnout::trace {

// Adds the flaws of calls, of orders and of the sequence of each unit's orders to `trace.flaws`.
void find_flaws(Trace& trace);

}  // namespace turnout::trace
