// Finds posts that a policy tells but nobody holds.
#pragma once

#include <string>
#include <vector>

#include "chassis/city.h"
#include "turnout/v1/policy.pb.h"
#include "turnout/v1/roster.pb.h"

namespace turnout::turnoutctl {

// One sentence for each post of each station that nobody holds, with the first minute of the vacancy. Checks the
// days on which duties begin and end, up to the end of the roster; any day if no duty begins or ends.
std::vector<std::string> vacancies(const v1::Policy& policy, const v1::Roster& roster,
                                   const chassis::City& city);

}  // namespace turnout::turnoutctl
