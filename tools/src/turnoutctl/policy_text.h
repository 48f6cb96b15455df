// A policy in sentences.
#pragma once

#include <string>
#include <vector>

#include "chassis/policy_file.h"

namespace turnout::turnoutctl {

// Where a clock starts and stops, its limits, who is warned, and who is told after its deadline.
std::string sentence_of(const chassis::PolicyText& text, v1::ClockKind kind);

// The other rules of the policy, one sentence each.
std::vector<std::string> other_sentences(const v1::Policy& policy);

// The conditions of a rule: "urban, emergency, from 2026-01-01"; "every incident" if there are none.
std::string condition_of(const v1::LimitRule& rule, std::int64_t utc_offset_ms);

}  // namespace turnout::turnoutctl
