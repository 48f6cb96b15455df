// What a policy that is fit still forgets: for whoever writes one.
#pragma once

#include <string>
#include <vector>

#include "turnout/v1/policy.pb.h"

namespace turnout::domain {

// Times between two rules for the same incidents at which no limit holds, one sentence each.
std::vector<std::string> gaps_of(const v1::Policy& policy);

// What may be meant as it is: limits that end without a successor, clocks that never run, warnings that some
// limit is too short for.
std::vector<std::string> remarks_on(const v1::Policy& policy);

// "limit turnout / urban / emergency": how sentences name a rule.
std::string name_of(const v1::LimitRule& rule);

}  // namespace turnout::domain
