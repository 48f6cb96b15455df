// A policy in sentences.
#pragma once

#include <string>
#include <vector>

#include "turnout/v1/policy.pb.h"

namespace turnout::turnoutctl {

// What a clock runs from and to, its limits, who is warned, and who is told once it has passed.
std::string sentence_of(const v1::Policy& policy, v1::ClockKind kind);

// The other rules of the policy, one sentence each.
std::vector<std::string> other_sentences(const v1::Policy& policy);

// What a rule's limit depends on: "urban, emergency, from 2026-01-01"; "every incident" if on nothing. Days
// are the zone's.
std::string condition_of(const v1::LimitRule& rule, const v1::TimeZone& zone);

}  // namespace turnout::turnoutctl
