// Reading the policy: which limits hold for an incident, and what happens as they near and pass.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "turnout/v1/incident.pb.h"
#include "turnout/v1/policy.pb.h"

namespace turnout::domain {

// What limits depend on.
struct Subject {
  v1::IncidentKind kind = v1::INCIDENT_KIND_POLICE;
  std::string type = {};
  v1::AreaClass area = v1::AREA_CLASS_UNSPECIFIED;   // UNSPECIFIED = not known: the strictest of any area
  v1::Priority priority = v1::PRIORITY_UNSPECIFIED;  // UNSPECIFIED = taken as urgent
  std::int64_t started_at_ms = 0;                    // rules have a time in which they hold
};

// The policy has a limit for incidents of this kind. If it has none, those of police incidents hold for them too.
bool has_limits(const v1::Policy& policy, v1::IncidentKind kind);

// The rules of a clock that fit an incident, the one that counts first: the most specific, type before area
// before priority. Of an unknown area what counts in each area, the strictest first.
std::vector<const v1::LimitRule*> fitting_rules(const v1::Policy& policy, v1::ClockKind kind,
                                                Subject subject);
// The one that counts, or nullptr if the clock is not kept.
const v1::LimitRule* find_limit_rule(const v1::Policy& policy, v1::ClockKind kind, const Subject& subject);

// What the policy asks of each clock that it keeps for an incident, by kind. If no rule holds on the day of its start, the rules of
// the nearest day at which some do: an incident never begins without a clock because a rule begins a day too late.
std::vector<v1::EffectiveClock> effective_clocks_for(const v1::Policy& policy, const Subject& subject);

// Where a clock of this kind starts and stops unless the policy says otherwise.
struct Edges {
  v1::ClockEdge start = v1::CLOCK_EDGE_UNSPECIFIED;
  v1::ClockEdge stop = v1::CLOCK_EDGE_UNSPECIFIED;
};
Edges default_edges(v1::ClockKind kind);
// The policy's rule for this kind, with its edges; without warnings and ladder if it has none.
v1::ClockPolicy rule_for(const v1::Policy& policy, v1::ClockKind kind);

// What is wrong with a policy for a city with these area classes, one sentence each; empty = fit. Among
// others every area class must have a travel speed and at every date a turnout limit, and no two rules may
// fit equally well.
std::vector<std::string> faults_of(const v1::Policy& policy, const std::set<v1::AreaClass>& areas);

// How much a terminal's clock may be fast; phones that follow NTP are within 2 s.
std::int64_t device_tolerance_ms(const v1::Policy& policy);
// A call that says it began longer ago is not believed.
std::int64_t plausible_start_ms(const v1::Policy& policy);

// The straight-line speed that predictions assume for units of this kind, else for units of every kind; of an unknown area the
// slowest. 0 if the policy has none.
double travel_speed_mps(const v1::Policy& policy, v1::AreaClass area, v1::UnitKind kind);

}  // namespace turnout::domain
