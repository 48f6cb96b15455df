// The report of a replay as text.
#pragma once

#include <string>
#include <vector>

#include "replay/findings.h"
#include "text/table.h"

namespace turnout::replay {

// Lines without line ends; the first begins with "Calls". They are at most 100 columns wide, or as wide as
// `look` if that is less.
std::vector<std::string> closing_report(const Findings& findings, text::Look look);

}  // namespace turnout::replay
