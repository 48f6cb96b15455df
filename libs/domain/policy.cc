#include "domain/policy.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace turnout::domain {
namespace {

constexpr std::int64_t kMinLimitMs = 1'000;
constexpr std::int64_t kMaxLimitMs = 366LL * 24 * 3'600 * 1'000;
constexpr double kMinSpeedMps = 1;
constexpr double kMaxSpeedMps = 70;

constexpr v1::ClockKind kClockKinds[] = {v1::CLOCK_KIND_ASSIGN, v1::CLOCK_KIND_ACKNOWLEDGE,
                                         v1::CLOCK_KIND_TURNOUT, v1::CLOCK_KIND_ARRIVAL,
                                         v1::CLOCK_KIND_DISPOSITION};
constexpr v1::AreaClass kAreas[] = {v1::AREA_CLASS_URBAN, v1::AREA_CLASS_SUBURBAN, v1::AREA_CLASS_RURAL};

// 3 = area and priority, 2 = area, 1 = priority, 0 = neither; nothing if the rule does not fit.
std::optional<int> fit(const v1::LimitRule& rule, v1::AreaClass area, v1::Priority priority) {
  const bool by_area = rule.area_class() != v1::AREA_CLASS_UNSPECIFIED;
  const bool by_priority = rule.priority() != v1::PRIORITY_UNSPECIFIED;
  if (by_area && rule.area_class() != area) return std::nullopt;
  if (by_priority && rule.priority() != priority) return std::nullopt;
  return (by_area ? 2 : 0) + (by_priority ? 1 : 0);
}

// 0 = the policy keeps no such clock there.
std::int64_t limit_in(const v1::Policy& policy, v1::ClockKind kind, v1::AreaClass area,
                      v1::Priority priority) {
  std::int64_t limit_ms = 0;
  int best = -1;
  for (const v1::LimitRule& rule : policy.limits()) {
    if (rule.kind() != kind) continue;
    const auto how_well = fit(rule, area, priority);
    if (!how_well || *how_well <= best) continue;
    best = *how_well;
    limit_ms = rule.limit_ms();
  }
  return limit_ms;
}

std::int64_t strictest_limit(const v1::Policy& policy, v1::ClockKind kind, v1::Priority priority) {
  std::int64_t strictest = 0;
  for (const v1::AreaClass area : kAreas) {
    const std::int64_t limit_ms = limit_in(policy, kind, area, priority);
    if (limit_ms != 0 && (strictest == 0 || limit_ms < strictest)) strictest = limit_ms;
  }
  return strictest;
}

std::string name_of(const v1::LimitRule& rule) {
  return "limit " + v1::ClockKind_Name(rule.kind()) + " / " + v1::AreaClass_Name(rule.area_class()) + " / " +
         v1::Priority_Name(rule.priority());
}

void check_rules(const v1::Policy& policy, std::vector<std::string>& faults) {
  std::set<std::tuple<int, int, int>> seen;
  for (const v1::LimitRule& rule : policy.limits()) {
    if (rule.kind() == v1::CLOCK_KIND_UNSPECIFIED) faults.push_back(name_of(rule) + ": has no clock kind");
    if (rule.limit_ms() < kMinLimitMs || rule.limit_ms() > kMaxLimitMs) {
      faults.push_back(name_of(rule) + ": limit_ms is " + std::to_string(rule.limit_ms()) +
                       ", allowed is 1 s to 366 d");
    }
    if (rule.source().empty()) faults.push_back(name_of(rule) + ": has no source");
    if (!seen.insert({rule.kind(), rule.area_class(), rule.priority()}).second) {
      faults.push_back(name_of(rule) + ": is given twice");
    }
  }
}

void check_speeds(const v1::Policy& policy, std::vector<std::string>& faults) {
  for (const v1::TravelSpeed& speed : policy.travel_speeds()) {
    if (!(speed.metres_per_second() >= kMinSpeedMps && speed.metres_per_second() <= kMaxSpeedMps)) {
      faults.push_back("travel speed " + v1::AreaClass_Name(speed.area_class()) +
                       ": metres_per_second is outside 1 to 70");
    }
    if (speed.source().empty()) {
      faults.push_back("travel speed " + v1::AreaClass_Name(speed.area_class()) + ": has no source");
    }
  }
}

}  // namespace

std::vector<v1::ClockLimit> limits_for(const v1::Policy& policy, v1::AreaClass area, v1::Priority priority) {
  if (priority == v1::PRIORITY_UNSPECIFIED) priority = v1::PRIORITY_URGENT;
  std::vector<v1::ClockLimit> limits;
  for (const v1::ClockKind kind : kClockKinds) {
    const std::int64_t limit_ms = area == v1::AREA_CLASS_UNSPECIFIED ? strictest_limit(policy, kind, priority)
                                                                     : limit_in(policy, kind, area, priority);
    if (limit_ms == 0) continue;
    v1::ClockLimit& limit = limits.emplace_back();
    limit.set_kind(kind);
    limit.set_limit_ms(limit_ms);
  }
  return limits;
}

std::vector<std::string> faults_of(const v1::Policy& policy, const std::set<v1::AreaClass>& areas) {
  std::vector<std::string> faults;
  if (policy.version().empty()) faults.emplace_back("version: is missing");
  check_rules(policy, faults);
  check_speeds(policy, faults);
  for (const v1::AreaClass area : areas) {
    for (const v1::Priority priority : {v1::PRIORITY_EMERGENCY, v1::PRIORITY_URGENT, v1::PRIORITY_ROUTINE}) {
      if (limit_in(policy, v1::CLOCK_KIND_TURNOUT, area, priority) != 0) continue;
      faults.push_back("area class " + v1::AreaClass_Name(area) + " has no turnout limit for " +
                       v1::Priority_Name(priority));
    }
    if (travel_speed_mps(policy, area) == 0) {
      faults.push_back("area class " + v1::AreaClass_Name(area) + " has no travel speed");
    }
  }
  return faults;
}

double travel_speed_mps(const v1::Policy& policy, v1::AreaClass area) {
  double slowest = 0;
  for (const v1::TravelSpeed& speed : policy.travel_speeds()) {
    if (speed.area_class() == area) return speed.metres_per_second();
    if (slowest == 0 || speed.metres_per_second() < slowest) slowest = speed.metres_per_second();
  }
  return area == v1::AREA_CLASS_UNSPECIFIED ? slowest : 0;
}

}  // namespace turnout::domain
