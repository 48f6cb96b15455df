#include "domain/policy_gaps.h"

#include <algorithm>
#include <optional>

#include "domain/local_time_text.h"
#include "domain/policy.h"
#include "domain/words.h"

namespace turnout::domain {
namespace {

// The incidents that a rule is for, as they come at the instant when it ends.
std::vector<Subject> subjects_at_end(const v1::LimitRule& rule) {
  std::vector<Subject> subjects;
  for (const v1::AreaClass area : {v1::AREA_CLASS_URBAN, v1::AREA_CLASS_SUBURBAN, v1::AREA_CLASS_RURAL}) {
    if (rule.area_class() != v1::AREA_CLASS_UNSPECIFIED && rule.area_class() != area) continue;
    for (const v1::Priority priority : {v1::PRIORITY_EMERGENCY, v1::PRIORITY_URGENT, v1::PRIORITY_ROUTINE}) {
      if (rule.priority() != v1::PRIORITY_UNSPECIFIED && rule.priority() != priority) continue;
      subjects.push_back({.kind = rule.incident_kind(),
                          .type = rule.incident_type(),
                          .area = area,
                          .priority = priority,
                          .started_at_ms = rule.effective_until_ms()});
    }
  }
  return subjects;
}

// When a limit of this clock holds again for these incidents; nothing = never.
std::optional<std::int64_t> next_begin_ms(const v1::Policy& policy, v1::ClockKind kind, Subject subject) {
  std::vector<std::int64_t> begins;
  for (const v1::LimitRule& rule : policy.limits()) {
    if (rule.effective_from_ms() > subject.started_at_ms) begins.push_back(rule.effective_from_ms());
  }
  std::ranges::sort(begins);
  for (const std::int64_t begin_ms : begins) {
    subject.started_at_ms = begin_ms;
    if (find_limit_rule(policy, kind, subject) != nullptr) return begin_ms;
  }
  return std::nullopt;
}

struct Ending {
  std::vector<std::string> gaps;
  std::vector<std::string> ends;
};

// What the end of a rule leaves without a limit.
void look_behind(const v1::Policy& policy, const v1::LimitRule& rule, Ending& found) {
  for (const Subject& subject : subjects_at_end(rule)) {
    if (find_limit_rule(policy, rule.kind(), subject) != nullptr) continue;
    const std::string from =
        name_of(rule) + ": ends at " + minute_text(rule.effective_until_ms(), policy.time_zone());
    if (const auto begin_ms = next_begin_ms(policy, rule.kind(), subject)) {
      found.gaps.push_back(from + ", and nothing holds until " + minute_text(*begin_ms, policy.time_zone()));
    } else {
      found.ends.push_back(from + ", and nothing follows");
    }
    return;
  }
}

Ending endings_of(const v1::Policy& policy) {
  Ending found;
  for (const v1::LimitRule& rule : policy.limits()) {
    if (rule.effective_until_ms() != 0) look_behind(policy, rule, found);
  }
  return found;
}

void remark_on_warnings(const v1::Policy& policy, const v1::ClockPolicy& clock,
                        std::vector<std::string>& remarks) {
  for (const v1::WarningRule& warning : clock.warnings()) {
    if (!warning.has_before_ms()) continue;
    for (const v1::LimitRule& limit : policy.limits()) {
      if (limit.kind() != clock.kind() || limit.limit_ms() > warning.before_ms()) continue;
      remarks.push_back(name_of(limit) + ": is too short for the warning " +
                        duration_text(warning.before_ms()) + " before its end, which is left out");
    }
  }
}

// Of police incidents; without these, some that are open have no clock.
void remark_on_watch(const v1::Policy& policy, std::vector<std::string>& remarks) {
  for (const v1::ClockKind kind : {v1::CLOCK_KIND_ASSIGN, v1::CLOCK_KIND_DISPOSITION, v1::CLOCK_KIND_CLOSE}) {
    const bool is_kept = std::ranges::any_of(policy.limits(), [kind](const v1::LimitRule& limit) {
      return limit.kind() == kind && limit.incident_kind() <= v1::INCIDENT_KIND_POLICE;
    });
    if (!is_kept)
      remarks.push_back("clock " + word_of(kind) + ": has no limit, so an open incident may be forgotten");
  }
}

}  // namespace

std::string name_of(const v1::LimitRule& rule) {
  std::string name = "limit " + word_of(rule.kind());
  const auto add = [&name](bool given, const std::string& word) { name += given ? " / " + word : ""; };
  add(rule.incident_kind() != 0, word_of(rule.incident_kind()));
  add(!rule.incident_type().empty(), rule.incident_type());
  add(rule.area_class() != 0, word_of(rule.area_class()));
  add(rule.priority() != 0, word_of(rule.priority()));
  return name;
}

std::vector<std::string> gaps_of(const v1::Policy& policy) {
  return endings_of(policy).gaps;
}

std::vector<std::string> remarks_on(const v1::Policy& policy) {
  std::vector<std::string> remarks = endings_of(policy).ends;
  remark_on_watch(policy, remarks);
  for (const v1::ClockPolicy& clock : policy.clocks()) {
    const bool runs = std::ranges::any_of(
        policy.limits(), [&clock](const v1::LimitRule& limit) { return limit.kind() == clock.kind(); });
    if (!runs) remarks.push_back("clock " + word_of(clock.kind()) + ": never runs, as it has no limit");
    remark_on_warnings(policy, clock, remarks);
  }
  return remarks;
}

}  // namespace turnout::domain
