// Puts the rows of an export together that belong to one call.
#pragma once

#include <vector>

#include "trace/row.h"
#include "trace/trace.h"

namespace turnout::trace {

// The calls by time of receipt, then by number. Calls without a time of receipt are left out, unless
// `absent` says that no call has one: then each begins at its first stage. Rows that are left out or contradict each
// other are counted. Orders of rows without units have empty unit ids.
std::vector<TraceCall> group_calls(const std::vector<Row>& rows, const StageSet& absent, FlawCounts& flaws);

}  // namespace turnout::trace
