// Reading the policy: which limits hold for an incident, and whether a policy is fit for a city.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "turnout/v1/incident.pb.h"
#include "turnout/v1/policy.pb.h"

namespace turnout::domain {

// The limits of an incident, one for each clock that the policy keeps for it, by kind. Of the rules that fit,
// the most specific counts: area and priority, then area, then priority, then neither. While the area is not
// known, the strictest limit of any area holds.
std::vector<v1::ClockLimit> limits_for(const v1::Policy& policy, v1::AreaClass area, v1::Priority priority);

// What is wrong with a policy for a city with these area classes, one sentence each; empty = fit. Among
// others every area class must have a turnout limit and a travel speed, and no two rules may fit equally
// well.
std::vector<std::string> faults_of(const v1::Policy& policy, const std::set<v1::AreaClass>& areas);

// The straight-line speed that predictions assume; of an unknown area the slowest. 0 if the policy has none.
double travel_speed_mps(const v1::Policy& policy, v1::AreaClass area);

}  // namespace turnout::domain
