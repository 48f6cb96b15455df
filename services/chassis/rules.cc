#include "chassis/rules.h"

#include "chassis/policy_file.h"
#include "chassis/roster_file.h"

namespace turnout::chassis {

Rules load_rules(const RuleFiles& files, const City& city) {
  return {.policy = load_policy(files.policy, city.area_classes()),
          .roster = files.roster.empty() ? v1::Roster() : load_roster(files.roster, city)};
}

}  // namespace turnout::chassis
