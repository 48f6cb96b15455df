// The report of a replay for people.
#pragma once

#include <string>
#include <vector>

#include "replay/findings.h"
#include "text/table.h"

namespace turnout::replay {

// Lines without line ends, the first beginning with "Calls". They fit 100 columns, or fewer if `look` has
// fewer.
std::vector<std::string> closing_report(const Findings& findings, text::Look look);

}  // namespace turnout::replay
