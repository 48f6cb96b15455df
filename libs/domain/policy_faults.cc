#include <algorithm>
#include <tuple>

#include "domain/local_time_text.h"
#include "domain/phone.h"
#include "domain/policy.h"
#include "domain/policy_bounds.h"
#include "domain/policy_gaps.h"
#include "domain/words.h"

namespace turnout::domain {
namespace {

using Faults = std::vector<std::string>;

bool fit_the_same(const v1::LimitRule& a, const v1::LimitRule& b) {
  const auto what = [](const v1::LimitRule& rule) {
    return std::tuple(rule.kind(), rule.incident_kind(), rule.incident_type(), rule.area_class(),
                      rule.priority());
  };
  const auto begins_before_end = [](const v1::LimitRule& one, const v1::LimitRule& other) {
    return other.effective_until_ms() == 0 || one.effective_from_ms() < other.effective_until_ms();
  };
  return what(a) == what(b) && begins_before_end(a, b) && begins_before_end(b, a);
}

void check_limit(const v1::LimitRule& rule, Faults& faults) {
  if (rule.kind() == v1::CLOCK_KIND_UNSPECIFIED) faults.push_back(name_of(rule) + ": has no clock kind");
  if (rule.limit_ms() < kMinLimitMs || rule.limit_ms() > kMaxLimitMs) {
    faults.push_back(name_of(rule) + ": limit is " + duration_text(rule.limit_ms()) +
                     ", allowed is 1 s to 366 d");
  }
  if (rule.source().empty()) faults.push_back(name_of(rule) + ": has no source");
  if (rule.effective_until_ms() != 0 && rule.effective_until_ms() <= rule.effective_from_ms()) {
    faults.push_back(name_of(rule) + ": ends before it begins");
  }
}

void check_limits(const v1::Policy& policy, Faults& faults) {
  if (policy.limits_size() > kMaxLimits) {
    faults.emplace_back("limits: has more than 1,000");
    return;
  }
  for (int i = 0; i < policy.limits_size(); ++i) {
    const v1::LimitRule& rule = policy.limits(i);
    check_limit(rule, faults);
    for (int earlier = 0; earlier < i; ++earlier) {
      if (!fit_the_same(policy.limits(earlier), rule)) continue;
      faults.push_back(name_of(rule) + ": is given twice for the same time");
      break;
    }
  }
}

void check_warnings(const v1::ClockPolicy& rule, const std::string& name, Faults& faults) {
  if (rule.warnings_size() > kMaxWarnings) faults.push_back(name + ": has more than 5 warnings");
  for (const v1::WarningRule& warning : rule.warnings()) {
    const bool fits = warning.has_before_ms() ? warning.before_ms() > 0 && warning.before_ms() <= kMaxLimitMs
                                              : warning.fraction() > 0 && warning.fraction() < 1;
    if (!fits) faults.push_back(name + ": a warning must lie between the clock's start and its deadline");
    if (warning.tell().empty() && !warning.recommend_backup()) {
      faults.push_back(name + ": a warning tells nobody and recommends no backup");
    }
  }
}

void check_ladder(const v1::ClockPolicy& rule, const std::string& name, Faults& faults) {
  if (rule.ladder_size() > kMaxLevels) faults.push_back(name + ": has more than 8 levels");
  for (int i = 0; i < rule.ladder_size(); ++i) {
    const v1::Level& level = rule.ladder(i);
    const std::string which = name + ": level " + std::to_string(i + 1);
    if (level.role() == v1::DUTY_ROLE_UNSPECIFIED) faults.push_back(which + " has no role");
    if (level.wait_ms() < 0 || level.wait_ms() > kMaxWaitMs)
      faults.push_back(which + ": wait is outside 0 s to 7 d");
    if (level.repeat_ms() == 0) continue;
    if (i + 1 < rule.ladder_size()) faults.push_back(which + ": only the last level repeats");
    if (level.repeat_ms() < kMinRepeatMs || level.repeat_ms() > kMaxWaitMs) {
      faults.push_back(which + ": repeat is outside 1 s to 7 d");
    }
  }
}

void check_clocks(const v1::Policy& policy, Faults& faults) {
  std::set<v1::ClockKind> seen;
  for (const v1::ClockPolicy& rule : policy.clocks()) {
    const std::string name = "clock " + word_of(rule.kind());
    if (rule.kind() == v1::CLOCK_KIND_UNSPECIFIED) faults.push_back(name + ": has no kind");
    if (!seen.insert(rule.kind()).second) faults.push_back(name + ": is given twice");
    const v1::ClockPolicy whole = rule_for(policy, rule.kind());
    // The edges stand in the order in which they come to pass.
    if (whole.start() >= whole.stop())
      faults.push_back(name + ": must stop at a later milestone than it starts at");
    if (whole.stop() > v1::CLOCK_EDGE_CLOSED)
      faults.push_back(name + ": cannot stop at " + word_of(whole.stop()));
    if ((whole.start() == v1::CLOCK_EDGE_ASSIGNED) !=
        (default_edges(rule.kind()).start == v1::CLOCK_EDGE_ASSIGNED)) {
      faults.push_back(
          name +
          ": a clock of each order starts when it is assigned, and only acknowledge, order_turnout "
          "and order_arrival are such clocks");
    }
    if (rule.remind_ms() != 0 && (rule.remind_ms() < kMinRepeatMs || rule.remind_ms() > kMaxWaitMs)) {
      faults.push_back(name + ": remind is outside 1 s to 7 d");
    }
    check_warnings(rule, name, faults);
    check_ladder(rule, name, faults);
  }
}

void check_speeds(const v1::Policy& policy, Faults& faults) {
  for (const v1::TravelSpeed& speed : policy.travel_speeds()) {
    const std::string name = "travel speed " + word_of(speed.area_class());
    if (!(speed.metres_per_second() >= kMinSpeedMps && speed.metres_per_second() <= kMaxSpeedMps)) {
      faults.push_back(name + ": is outside 3.6 to 252 km/h");
    }
    if (speed.source().empty()) faults.push_back(name + ": has no source");
  }
}

void check_figures(const v1::Policy& policy, Faults& faults) {
  const bool has_signing = std::ranges::any_of(
      policy.limits(), [](const v1::LimitRule& rule) { return rule.kind() == v1::CLOCK_KIND_ACKNOWLEDGE; });
  if (policy.max_reassignments() > kMaxReassignments) {
    faults.emplace_back("max_reassignments: is outside 0 to 10");
  }
  if (policy.max_reassignments() > 0 && !has_signing) {
    faults.emplace_back("max_reassignments: needs a limit for acknowledge");
  }
  const double radius_m = policy.scene_radius_m();
  if (radius_m != 0 && !(radius_m >= kMinRadiusM && radius_m <= kMaxRadiusM)) {
    faults.emplace_back("scene_radius: is outside 10 m to 5,000 m");
  }
  const std::int64_t window_ms = policy.reopen_window_ms();
  if (window_ms != 0 && (window_ms < kMinReopenWindowMs || window_ms > kMaxReopenWindowMs)) {
    faults.emplace_back("reopen_window: is outside 1 min to 24 h");
  }
  if (policy.device_tolerance_ms() < 0 || policy.device_tolerance_ms() > kMaxDeviceToleranceMs) {
    faults.emplace_back("device_tolerance: is outside 0 s to 60 s");
  }
  const std::int64_t plausible_ms = policy.plausible_start_ms();
  if (plausible_ms != 0 && (plausible_ms < kMinPlausibleStartMs || plausible_ms > kMaxPlausibleStartMs)) {
    faults.emplace_back("plausible_start: is outside 1 h to 30 d");
  }
  if (policy.turnout_time_ms() < 0 || policy.turnout_time_ms() > kMaxTurnoutTimeMs) {
    faults.emplace_back("turnout_time: is outside 0 to 10 min");
  }
  const v1::DuplicateRule& duplicates = policy.duplicates();
  if (duplicates.same_phone_within_ms() < 0 || duplicates.same_type_within_ms() < 0) {
    faults.emplace_back("duplicates: times must not be negative");
  }
  if (duplicates.same_type_within_ms() > 0 &&
      !(duplicates.near_m() >= kMinNearM && duplicates.near_m() <= kMaxNearM)) {
    faults.emplace_back("duplicates.near: is outside 1 m to 5,000 m");
  }
}

void check_country(const v1::Policy& policy, Faults& faults) {
  if (policy.country().empty() || is_country(policy.country())) return;
  faults.push_back("country: is \"" + policy.country() +
                   "\", allowed are the ISO 3166 codes of two capital letters, e.g. CN");
}

// The instants from which the policy may be another one.
std::set<std::int64_t> changes_of(const v1::Policy& policy) {
  std::set<std::int64_t> changes;
  for (const v1::LimitRule& rule : policy.limits()) {
    changes.insert(rule.effective_from_ms());
    if (rule.effective_until_ms() != 0) changes.insert(rule.effective_until_ms());
  }
  if (changes.empty()) changes.insert(0);
  return changes;
}

// Priorities and days for which incidents of the kind have no limit of the clock in the area.
void check_clock(const v1::Policy& policy, v1::ClockKind clock, v1::IncidentKind kind, v1::AreaClass area,
                 Faults& faults) {
  const bool is_police = kind == v1::INCIDENT_KIND_POLICE;
  for (const v1::Priority priority : {v1::PRIORITY_EMERGENCY, v1::PRIORITY_URGENT, v1::PRIORITY_ROUTINE}) {
    for (const std::int64_t from_ms : changes_of(policy)) {
      const Subject subject{.kind = kind, .area = area, .priority = priority, .started_at_ms = from_ms};
      if (find_limit_rule(policy, clock, subject) != nullptr) continue;
      faults.push_back("area class " + word_of(area) + " has no " + word_of(clock) + " limit for " +
                       (is_police ? "" : word_of(kind) + ", ") + word_of(priority) +
                       (from_ms == 0 ? "" : " from " + minute_text(from_ms, policy.time_zone()) + " on"));
      break;
    }
  }
}

// Somebody turns out to every police incident. Requests and complaints with limits are watched until they have a result, and then until
// they are closed.
void check_area(const v1::Policy& policy, v1::AreaClass area, Faults& faults) {
  check_clock(policy, v1::CLOCK_KIND_TURNOUT, v1::INCIDENT_KIND_POLICE, area, faults);
  for (const v1::IncidentKind kind : {v1::INCIDENT_KIND_CITIZEN_REQUEST, v1::INCIDENT_KIND_COMPLAINT}) {
    if (!has_limits(policy, kind)) continue;
    check_clock(policy, v1::CLOCK_KIND_ANSWER, kind, area, faults);
    check_clock(policy, v1::CLOCK_KIND_CLOSE, kind, area, faults);
  }
  if (travel_speed_mps(policy, area, v1::UNIT_KIND_UNSPECIFIED) == 0)
    faults.push_back("area class " + word_of(area) + " has no travel speed");
}

}  // namespace

std::vector<std::string> faults_of(const v1::Policy& policy, const std::set<v1::AreaClass>& areas) {
  Faults faults;
  if (policy.version().empty()) faults.emplace_back("version: is missing");
  check_limits(policy, faults);
  check_clocks(policy, faults);
  check_speeds(policy, faults);
  check_figures(policy, faults);
  check_country(policy, faults);
  for (const v1::AreaClass area : areas) check_area(policy, area, faults);
  return faults;
}

}  // namespace turnout::domain
