#include "chassis/rules.h"

#include <fmt/format.h>

#include "chassis/policy_file.h"
#include "chassis/roster_file.h"
#include "domain/local_time.h"
#include "geo/data_error.h"

namespace turnout::chassis {
namespace {

std::string zone_text(const v1::TimeZone& zone) {
  return zone.name().empty() ? "missing, which means UTC," : fmt::format("\"{}\"", zone.name());
}

}  // namespace

std::optional<std::string> zone_fault(const RuleFiles& files, const v1::Policy& policy,
                                      const v1::Roster& roster) {
  const v1::TimeZone& of_policy = policy.time_zone();
  const v1::TimeZone& of_roster = roster.time_zone();
  if (files.roster.empty() || domain::zone_name(of_policy) == domain::zone_name(of_roster)) {
    return std::nullopt;
  }
  return fmt::format("{}: time_zone is {} but {} in {}: a district has one time zone, write the same in both",
                     files.policy.string(), zone_text(of_policy), zone_text(of_roster),
                     files.roster.string());
}

Rules load_rules(const RuleFiles& files, const City& city) {
  Rules rules{.policy = load_policy(files.policy, city.area_classes()),
              .roster = files.roster.empty() ? v1::Roster() : load_roster(files.roster, city)};
  if (const auto fault = zone_fault(files, rules.policy, rules.roster)) throw geo::DataError(*fault);
  return rules;
}

}  // namespace turnout::chassis
