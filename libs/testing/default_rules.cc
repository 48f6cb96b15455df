#include "testing/default_rules.h"

#include <chrono>

#include "testing/commands.h"

namespace turnout::testing {
namespace {

v1::Level& climb(v1::ClockPolicy& rule, v1::DutyRole role, std::chrono::seconds wait) {
  v1::Level& level = *rule.add_ladder();
  level.set_role(role);
  level.set_wait_ms(Duration(wait).count());
  return level;
}

v1::LimitRule& allow(v1::Policy& policy, v1::ClockKind kind, v1::AreaClass area, std::chrono::seconds limit) {
  v1::LimitRule& rule = *policy.add_limits();
  rule.set_kind(kind);
  rule.set_area_class(area);
  rule.set_limit_ms(Duration(limit).count());
  rule.set_source("tests");
  return rule;
}

}  // namespace

v1::Policy default_policy() {
  using namespace std::chrono_literals;
  v1::Policy policy;
  policy.set_version("test-1");
  policy.set_country("CN");
  allow(policy, v1::CLOCK_KIND_ASSIGN, v1::AREA_CLASS_UNSPECIFIED, 60s);
  allow(policy, v1::CLOCK_KIND_ACKNOWLEDGE, v1::AREA_CLASS_UNSPECIFIED, 30s);
  allow(policy, v1::CLOCK_KIND_TURNOUT, v1::AREA_CLASS_UNSPECIFIED, 300s);
  allow(policy, v1::CLOCK_KIND_TURNOUT, v1::AREA_CLASS_RURAL, 600s);
  allow(policy, v1::CLOCK_KIND_ARRIVAL, v1::AREA_CLASS_UNSPECIFIED, 900s);
  allow(policy, v1::CLOCK_KIND_DISPOSITION, v1::AREA_CLASS_UNSPECIFIED, 3'600s);
  allow(policy, v1::CLOCK_KIND_CLOSE, v1::AREA_CLASS_UNSPECIFIED, 86'400s);
  return policy;
}

v1::Policy acting_policy() {
  using namespace std::chrono_literals;
  v1::Policy policy = default_policy();
  policy.set_max_reassignments(2);
  v1::ClockPolicy& turnout = *policy.add_clocks();
  turnout.set_kind(v1::CLOCK_KIND_TURNOUT);
  v1::WarningRule& early = *turnout.add_warnings();
  early.set_fraction(0.6);
  early.add_tell(v1::DUTY_ROLE_DISPATCHER);
  early.set_recommend_backup(true);
  v1::WarningRule& late = *turnout.add_warnings();
  late.set_before_ms(60'000);
  late.add_tell(v1::DUTY_ROLE_SHIFT_LEADER);
  climb(turnout, v1::DUTY_ROLE_SHIFT_LEADER, 0s);
  climb(turnout, v1::DUTY_ROLE_STATION_CHIEF, 120s);
  climb(turnout, v1::DUTY_ROLE_DISTRICT_COMMANDER, 300s).set_repeat_ms(600'000);
  v1::ClockPolicy& signing = *policy.add_clocks();
  signing.set_kind(v1::CLOCK_KIND_ACKNOWLEDGE);
  climb(signing, v1::DUTY_ROLE_DISPATCHER, 15s);
  climb(signing, v1::DUTY_ROLE_STATION_CHIEF, 30s);
  allow(policy, v1::CLOCK_KIND_FIRST_RESPONSE, v1::AREA_CLASS_UNSPECIFIED, 900s)
      .set_incident_kind(v1::INCIDENT_KIND_CITIZEN_REQUEST);
  for (const v1::IncidentKind kind : {v1::INCIDENT_KIND_CITIZEN_REQUEST, v1::INCIDENT_KIND_COMPLAINT}) {
    allow(policy, v1::CLOCK_KIND_ANSWER, v1::AREA_CLASS_UNSPECIFIED, 86'400s).set_incident_kind(kind);
    allow(policy, v1::CLOCK_KIND_CLOSE, v1::AREA_CLASS_UNSPECIFIED, 86'400s).set_incident_kind(kind);
  }
  return policy;
}

v1::Roster default_roster() {
  v1::Roster roster;
  const auto on_duty = [&roster](v1::DutyRole role, const std::string& person) {
    v1::Duty& duty = *roster.add_duties();
    duty.set_role(role);
    duty.set_person_id(person);
  };
  on_duty(v1::DUTY_ROLE_DISPATCHER, "dispatcher-1");
  on_duty(v1::DUTY_ROLE_SHIFT_LEADER, "leader-1");
  on_duty(v1::DUTY_ROLE_STATION_CHIEF, "chief-1");
  on_duty(v1::DUTY_ROLE_DISTRICT_COMMANDER, "commander-1");
  return roster;
}

}  // namespace turnout::testing
