// The hour of autumn that the clocks show twice.
#pragma once

#include <vector>

#include "trace/flaws.h"
#include "trace/row.h"

namespace turnout::trace {

// Decides which of its two instants each ambiguous time means, and counts the rows that have one:
//   - a stage is not before the stages before it in its row;
//   - if the file's rows are in the order of their first time, or in the reverse order, rows of the doubled hour are too.
//     Where the clock goes back from one row to the next, the second hour has begun;
//   - otherwise it is the earlier.
void resolve_doubled_hour(std::vector<Row>& rows, FlawCounts& flaws);

}  // namespace turnout::trace
