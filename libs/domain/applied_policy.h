// What the policy and the city say of an incident, as its events carry it.
#pragma once

#include "domain/decision.h"
#include "domain/policy.h"
#include "turnout/v1/event.pb.h"

namespace turnout::domain {

// The station of context.jurisdiction, and what the policy in force asks of each clock.
v1::AppliedPolicy applied_policy_for(const Subject& subject, const Context& context);

// The same for an incident that is open again: its station stays.
v1::AppliedPolicy applied_policy_again(const v1::Incident& incident, const Context& context);

// The place without a position that lies nowhere near the city, which is kept beside it.
v1::Place plausible_place(v1::Place place, const Jurisdiction& jurisdiction);

}  // namespace turnout::domain
