#include "host/rules.h"

#include "host/policy_file.h"
#include "host/roster_file.h"

namespace turnout::host {

Rules load_rules(const RuleFiles& files, const City& city) {
  return {.policy = load_policy(files.policy, city.area_classes()),
          .roster = files.roster.empty() ? v1::Roster() : load_roster(files.roster, city)};
}

}  // namespace turnout::host
