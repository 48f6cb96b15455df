// The rules in force: the policy and the duty roster of their files.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "chassis/city.h"
#include "turnout/v1/policy.pb.h"
#include "turnout/v1/roster.pb.h"

namespace turnout::chassis {

// While a service runs, a changed file replaces them in place: do not keep references into them across a
// co_await.
struct Rules {
  v1::Policy policy;
  v1::Roster roster;
};

// Paths of the files. Without a roster file nobody is on duty.
struct RuleFiles {
  std::filesystem::path policy;
  std::filesystem::path roster;
};

// A district has one time zone: what is wrong if the two files say different ones; nothing if they agree or
// there is no roster file.
std::optional<std::string> zone_fault(const RuleFiles& files, const v1::Policy& policy,
                                      const v1::Roster& roster);

// Throws geo::DataError.
Rules load_rules(const RuleFiles& files, const City& city);

}  // namespace turnout::chassis
