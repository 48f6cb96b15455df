// Files with one row for each change of a unit's status.
#pragma once

#include <vector>

#include "trace/flaws.h"
#include "trace/row.h"

namespace turnout::trace {

// Puts rows with one stage each together to rows of one order each, as other files have them. A unit that is
// dispatched again, or that goes out after it was free, begins another order. A status that the order had
// before is counted and left out.
std::vector<Row> fold_status_rows(std::vector<Row> rows, FlawCounts& flaws);

}  // namespace turnout::trace
