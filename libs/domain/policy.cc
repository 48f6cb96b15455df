#include "domain/policy.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <optional>

#include "domain/policy_bounds.h"

namespace turnout::domain {
namespace {

constexpr v1::ClockKind kClockKinds[] = {v1::CLOCK_KIND_ASSIGN,        v1::CLOCK_KIND_ACKNOWLEDGE,
                                         v1::CLOCK_KIND_TURNOUT,       v1::CLOCK_KIND_ARRIVAL,
                                         v1::CLOCK_KIND_DISPOSITION,   v1::CLOCK_KIND_FIRST_RESPONSE,
                                         v1::CLOCK_KIND_ANSWER,        v1::CLOCK_KIND_ORDER_TURNOUT,
                                         v1::CLOCK_KIND_ORDER_ARRIVAL, v1::CLOCK_KIND_CLOSE};
constexpr v1::AreaClass kAreas[] = {v1::AREA_CLASS_URBAN, v1::AREA_CLASS_SUBURBAN, v1::AREA_CLASS_RURAL};

bool is_effective(const v1::LimitRule& rule, std::int64_t at_ms) {
  return at_ms >= rule.effective_from_ms() &&
         (rule.effective_until_ms() == 0 || at_ms < rule.effective_until_ms());
}

v1::IncidentKind kind_of(v1::IncidentKind kind) {
  return kind == v1::INCIDENT_KIND_UNSPECIFIED ? v1::INCIDENT_KIND_POLICE : kind;
}

// How well a rule fits: 4 for the type, 2 for the area, 1 for the priority that it names; nothing if it does
// not.
std::optional<int> fit(const v1::LimitRule& rule, const Subject& subject) {
  const bool by_type = !rule.incident_type().empty();
  const bool by_area = rule.area_class() != v1::AREA_CLASS_UNSPECIFIED;
  const bool by_priority = rule.priority() != v1::PRIORITY_UNSPECIFIED;
  if (kind_of(rule.incident_kind()) != kind_of(subject.kind)) return std::nullopt;
  if (by_type && rule.incident_type() != subject.type) return std::nullopt;
  if (by_area && rule.area_class() != subject.area) return std::nullopt;
  if (by_priority && rule.priority() != subject.priority) return std::nullopt;
  if (!is_effective(rule, subject.started_at_ms)) return std::nullopt;
  return (by_type ? 4 : 0) + (by_area ? 2 : 0) + (by_priority ? 1 : 0);
}

// The most specific first; among equals as the policy has them.
std::vector<const v1::LimitRule*> fitting_in_area(const v1::Policy& policy, v1::ClockKind kind,
                                                  const Subject& subject) {
  std::vector<const v1::LimitRule*> rules;
  for (const v1::LimitRule& rule : policy.limits()) {
    if (rule.kind() == kind && fit(rule, subject)) rules.push_back(&rule);
  }
  std::ranges::stable_sort(rules, std::greater(),
                           [&subject](const v1::LimitRule* rule) { return *fit(*rule, subject); });
  return rules;
}

v1::ClockPolicy with_default_edges(v1::ClockPolicy rule) {
  const Edges usual = default_edges(rule.kind());
  if (rule.start() == v1::CLOCK_EDGE_UNSPECIFIED) rule.set_start(usual.start);
  if (rule.stop() == v1::CLOCK_EDGE_UNSPECIFIED) rule.set_stop(usual.stop);
  return rule;
}

std::int64_t warned_after_ms(const v1::WarningRule& rule, std::int64_t limit_ms) {
  if (rule.has_before_ms()) return limit_ms - rule.before_ms();
  return std::llround(rule.fraction() * static_cast<double>(limit_ms));
}

// By time; those that would come with the clock's start are left out.
void add_warnings(const v1::ClockPolicy& rule, v1::EffectiveClock& limit) {
  for (const v1::WarningRule& each : rule.warnings()) {
    const std::int64_t after_ms = warned_after_ms(each, limit.limit_ms());
    if (after_ms <= 0) continue;
    v1::Warning& warning = *limit.add_warnings();
    warning.set_after_ms(after_ms);
    *warning.mutable_tell() = each.tell();
    warning.set_recommend_backup(each.recommend_backup());
  }
  std::ranges::stable_sort(*limit.mutable_warnings(), {}, &v1::Warning::after_ms);
}

// The clock of a later order follows the rules of the incident's clock, as far as the policy says nothing of it.
v1::ClockKind followed_kind(v1::ClockKind kind) {
  if (kind == v1::CLOCK_KIND_ORDER_TURNOUT) return v1::CLOCK_KIND_TURNOUT;
  if (kind == v1::CLOCK_KIND_ORDER_ARRIVAL) return v1::CLOCK_KIND_ARRIVAL;
  return kind;
}

const v1::ClockPolicy* find_clock_policy(const v1::Policy& policy, v1::ClockKind kind) {
  const auto found = std::ranges::find(policy.clocks(), kind, &v1::ClockPolicy::kind);
  return found == policy.clocks().end() ? nullptr : &*found;
}

v1::EffectiveClock effective_clock_from(const v1::Policy& policy, v1::ClockKind kind,
                                        const v1::LimitRule& allowed) {
  const v1::ClockPolicy rule = rule_for(policy, kind);
  v1::EffectiveClock limit;
  limit.set_kind(kind);
  limit.set_limit_ms(allowed.limit_ms());
  limit.set_start(rule.start());
  limit.set_stop(rule.stop());
  limit.set_remind_ms(rule.remind_ms() == 0 ? kDefaultRemindMs : rule.remind_ms());
  add_warnings(rule, limit);
  *limit.mutable_ladder() = rule.ladder();
  if (kind == v1::CLOCK_KIND_ACKNOWLEDGE) limit.set_max_reassignments(policy.max_reassignments());
  return limit;
}

std::vector<v1::EffectiveClock> clocks_at(const v1::Policy& policy, const Subject& subject) {
  std::vector<v1::EffectiveClock> clocks;
  for (const v1::ClockKind kind : kClockKinds) {
    const v1::LimitRule* rule = find_limit_rule(policy, kind, subject);
    if (rule == nullptr) rule = find_limit_rule(policy, followed_kind(kind), subject);
    if (rule != nullptr) clocks.push_back(effective_clock_from(policy, kind, *rule));
  }
  return clocks;
}

// When rules begin, and the last instants at which they hold; the nearest first.
std::vector<std::int64_t> nearest_days(const v1::Policy& policy, std::int64_t at_ms) {
  std::vector<std::int64_t> days;
  for (const v1::LimitRule& rule : policy.limits()) {
    days.push_back(rule.effective_from_ms());
    if (rule.effective_until_ms() != 0) days.push_back(rule.effective_until_ms() - 1);
  }
  std::ranges::stable_sort(days, {}, [at_ms](std::int64_t day_ms) { return std::abs(day_ms - at_ms); });
  return days;
}

}  // namespace

Edges default_edges(v1::ClockKind kind) {
  switch (kind) {
    case v1::CLOCK_KIND_ASSIGN:
      return {v1::CLOCK_EDGE_CALL, v1::CLOCK_EDGE_ASSIGNED};
    case v1::CLOCK_KIND_ACKNOWLEDGE:
      return {v1::CLOCK_EDGE_ASSIGNED, v1::CLOCK_EDGE_ACKNOWLEDGED};
    case v1::CLOCK_KIND_TURNOUT:
      return {v1::CLOCK_EDGE_CALL, v1::CLOCK_EDGE_EN_ROUTE};
    case v1::CLOCK_KIND_ARRIVAL:
      return {v1::CLOCK_EDGE_CALL, v1::CLOCK_EDGE_ON_SCENE};
    case v1::CLOCK_KIND_DISPOSITION:
      return {v1::CLOCK_EDGE_ON_SCENE, v1::CLOCK_EDGE_DISPOSITION};
    case v1::CLOCK_KIND_FIRST_RESPONSE:
      return {v1::CLOCK_EDGE_CALL, v1::CLOCK_EDGE_RESPONDED};
    case v1::CLOCK_KIND_ANSWER:
      return {v1::CLOCK_EDGE_CALL, v1::CLOCK_EDGE_DISPOSITION};
    case v1::CLOCK_KIND_ORDER_TURNOUT:
      return {v1::CLOCK_EDGE_ASSIGNED, v1::CLOCK_EDGE_EN_ROUTE};
    case v1::CLOCK_KIND_ORDER_ARRIVAL:
      return {v1::CLOCK_EDGE_ASSIGNED, v1::CLOCK_EDGE_ON_SCENE};
    case v1::CLOCK_KIND_CLOSE:
      return {v1::CLOCK_EDGE_DISPOSITION, v1::CLOCK_EDGE_CLOSED};
    default:
      return {};
  }
}

v1::ClockPolicy rule_for(const v1::Policy& policy, v1::ClockKind kind) {
  if (const v1::ClockPolicy* own = find_clock_policy(policy, kind)) return with_default_edges(*own);
  v1::ClockPolicy rule;
  if (const v1::ClockPolicy* followed = find_clock_policy(policy, followed_kind(kind))) rule = *followed;
  rule.set_kind(kind);
  rule.clear_start();
  rule.clear_stop();
  return with_default_edges(std::move(rule));
}

bool has_limits(const v1::Policy& policy, v1::IncidentKind kind) {
  return std::ranges::any_of(policy.limits(), [kind](const v1::LimitRule& rule) {
    return kind_of(rule.incident_kind()) == kind_of(kind);
  });
}

std::vector<const v1::LimitRule*> fitting_rules(const v1::Policy& policy, v1::ClockKind kind,
                                                Subject subject) {
  if (subject.priority == v1::PRIORITY_UNSPECIFIED) subject.priority = v1::PRIORITY_URGENT;
  if (!has_limits(policy, subject.kind)) subject.kind = v1::INCIDENT_KIND_POLICE;
  if (subject.area != v1::AREA_CLASS_UNSPECIFIED) return fitting_in_area(policy, kind, subject);
  std::vector<const v1::LimitRule*> of_each_area;
  for (const v1::AreaClass area : kAreas) {
    subject.area = area;
    const auto rules = fitting_in_area(policy, kind, subject);
    if (rules.empty() || std::ranges::count(of_each_area, rules.front()) > 0) continue;
    of_each_area.push_back(rules.front());
  }
  std::ranges::stable_sort(of_each_area, {}, &v1::LimitRule::limit_ms);
  return of_each_area;
}

const v1::LimitRule* find_limit_rule(const v1::Policy& policy, v1::ClockKind kind, const Subject& subject) {
  const auto rules = fitting_rules(policy, kind, subject);
  return rules.empty() ? nullptr : rules.front();
}

std::vector<v1::EffectiveClock> effective_clocks_for(const v1::Policy& policy, const Subject& subject) {
  std::vector<v1::EffectiveClock> clocks = clocks_at(policy, subject);
  if (!clocks.empty()) return clocks;
  for (const std::int64_t day_ms : nearest_days(policy, subject.started_at_ms)) {
    Subject then = subject;
    then.started_at_ms = day_ms;
    clocks = clocks_at(policy, then);
    if (clocks.empty()) continue;
    for (v1::EffectiveClock& clock : clocks) clock.set_is_of_another_day(true);
    break;
  }
  return clocks;
}

std::int64_t device_tolerance_ms(const v1::Policy& policy) {
  return policy.device_tolerance_ms() == 0 ? kDefaultDeviceToleranceMs : policy.device_tolerance_ms();
}

std::int64_t plausible_start_ms(const v1::Policy& policy) {
  return policy.plausible_start_ms() == 0 ? kDefaultPlausibleStartMs : policy.plausible_start_ms();
}

double travel_speed_mps(const v1::Policy& policy, v1::AreaClass area, v1::UnitKind kind) {
  double of_kind = 0;
  double of_any = 0;
  for (const v1::TravelSpeed& speed : policy.travel_speeds()) {
    if (area != v1::AREA_CLASS_UNSPECIFIED && speed.area_class() != area) continue;
    const bool is_of_any = speed.unit_kind() == v1::UNIT_KIND_UNSPECIFIED;
    if (!is_of_any && speed.unit_kind() != kind) continue;
    double& slowest = is_of_any ? of_any : of_kind;
    if (slowest == 0 || speed.metres_per_second() < slowest) slowest = speed.metres_per_second();
  }
  return of_kind != 0 ? of_kind : of_any;
}

}  // namespace turnout::domain
