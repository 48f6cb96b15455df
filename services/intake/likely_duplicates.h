// Open incidents that a new report may be about as well: a suggestion for the call taker, by the policy's
// rule. Pure.
#pragma once

#include <vector>

#include "event_store/district_view.h"
#include "turnout/v1/intake_service.pb.h"
#include "turnout/v1/policy.pb.h"

namespace turnout::intake {

using OpenIncidents = std::map<std::string, event_store::IncidentState>;

// The incidents of the same kind that were reported before `reported` and could be kept instead of it: those
// with a call from the same number within the rule's time, and those of the same type within its time and
// distance. Both signs before the number alone before the type alone, then the nearest in time; at most 5.
// Looks at the 500 that are newest by id, and does not wait for others' newest reports.
std::vector<v1::LikelyDuplicate> likely_duplicates(const v1::Incident& reported,
                                                   const v1::DuplicateRule& rule, const OpenIncidents& open);

}  // namespace turnout::intake
