// The rules in force: the policy and the duty roster, as their files say.
#pragma once

#include "turnout/v1/policy.pb.h"
#include "turnout/v1/roster.pb.h"

namespace turnout::host {

struct Rules {
  v1::Policy policy;
  v1::Roster roster;
};

}  // namespace turnout::host
