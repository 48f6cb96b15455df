// Finds posts that a policy tells but nobody holds.
#pragma once

#include <string>
#include <vector>

#include "chassis/city.h"
#include "turnout/v1/policy.pb.h"
#include "turnout/v1/roster.pb.h"

namespace turnout::turnoutctl {

// For each post of each station, and of an incident whose station is not known, the first minute at which nobody holds it, one sentence each, in the roster's
// time zone. Looked at are the days on which duties begin and end, from the first hour of the first duty up to
// the end of the roster; any day if none does.
std::vector<std::string> vacancies(const v1::Policy& policy, const v1::Roster& roster,
                                   const chassis::City& city);

}  // namespace turnout::turnoutctl
