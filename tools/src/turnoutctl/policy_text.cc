#include "turnoutctl/policy_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "client/words.h"
#include "domain/local_time_text.h"
#include "domain/policy.h"
#include "domain/words.h"

namespace turnout::turnoutctl {
namespace {

using client::word;
using domain::duration_text;

using Parts = std::vector<std::string>;

std::string day(std::int64_t at_ms, const v1::TimeZone& zone) {
  return domain::day_text(std::chrono::floor<std::chrono::days>(domain::local_time(zone, at_ms)));
}

const char* name_of_edge(v1::ClockEdge edge) {
  switch (edge) {
    case v1::CLOCK_EDGE_CALL:
      return "the call";
    case v1::CLOCK_EDGE_ASSIGNED:
      return "each order";
    case v1::CLOCK_EDGE_ACKNOWLEDGED:
      return "the first signature";
    case v1::CLOCK_EDGE_EN_ROUTE:
      return "the first unit under way";
    case v1::CLOCK_EDGE_ON_SCENE:
      return "the first arrival";
    case v1::CLOCK_EDGE_DISPOSITION:
      return "the first disposition";
    case v1::CLOCK_EDGE_CLOSED:
      return "the closing";
    default:
      return "the first signature or disposition";
  }
}

std::string name_of_stop(const v1::ClockPolicy& rule) {
  if (rule.stop() == v1::CLOCK_EDGE_ASSIGNED) return "the first order";
  if (rule.start() != v1::CLOCK_EDGE_ASSIGNED) return name_of_edge(rule.stop());
  switch (rule.stop()) {
    case v1::CLOCK_EDGE_ACKNOWLEDGED:
      return "its signature";
    case v1::CLOCK_EDGE_EN_ROUTE:
      return "its unit under way";
    case v1::CLOCK_EDGE_ON_SCENE:
      return "its unit's arrival";
    default:
      return name_of_edge(rule.stop());
  }
}

std::string limits_of(const v1::Policy& policy, v1::ClockKind kind) {
  Parts limits;
  for (const v1::LimitRule& rule : policy.limits()) {
    if (rule.kind() != kind) continue;
    limits.push_back(
        fmt::format("{} ({})", duration_text(rule.limit_ms()), condition_of(rule, policy.time_zone())));
  }
  return limits.empty() ? "no limit, so it never runs" : fmt::format("{}", fmt::join(limits, ", "));
}

std::string warnings_of(const v1::ClockPolicy& rule) {
  if (rule.warnings().empty()) return "Nobody is warned.";
  Parts warnings;
  for (const v1::WarningRule& warning : rule.warnings()) {
    Parts told;
    for (const int role : warning.tell()) told.push_back(word(static_cast<v1::DutyRole>(role)));
    if (warning.recommend_backup()) told.emplace_back("a backup is recommended");
    const std::string when = warning.has_before_ms()
                                 ? duration_text(warning.before_ms()) + " before its end"
                                 : fmt::format("at {:g} % of it", warning.fraction() * 100);
    warnings.push_back(fmt::format("{} ({})", when, fmt::join(told, ", ")));
  }
  return fmt::format("Warns {}.", fmt::join(warnings, " and "));
}

std::string ladder_of(const v1::ClockPolicy& rule) {
  if (rule.ladder().empty()) return "Nobody is told when it has passed.";
  Parts levels;
  for (const v1::Level& level : rule.ladder()) {
    std::string told = word(level.role());
    told += level.wait_ms() == 0 ? " at once" : " after " + duration_text(level.wait_ms());
    if (!levels.empty() && level.wait_ms() != 0) told += " more";
    if (level.repeat_ms() != 0)
      told += " and again after " + duration_text(level.repeat_ms()) + ", then twice as long each time";
    levels.push_back(std::move(told));
  }
  return fmt::format("Once it has passed it tells {}, until somebody acknowledges.", fmt::join(levels, ", "));
}

}  // namespace

std::string condition_of(const v1::LimitRule& rule, const v1::TimeZone& zone) {
  Parts parts;
  if (rule.incident_kind() != v1::INCIDENT_KIND_UNSPECIFIED) parts.push_back(word(rule.incident_kind()));
  if (!rule.incident_type().empty()) parts.push_back("type " + rule.incident_type());
  if (rule.area_class() != v1::AREA_CLASS_UNSPECIFIED) parts.push_back(word(rule.area_class()));
  if (rule.priority() != v1::PRIORITY_UNSPECIFIED) parts.push_back(word(rule.priority()));
  if (rule.effective_from_ms() != 0) parts.push_back("from " + day(rule.effective_from_ms(), zone));
  if (rule.effective_until_ms() != 0) {
    parts.push_back("until " + day(rule.effective_until_ms(), zone));
  }
  return parts.empty() ? "every police incident" : fmt::format("{}", fmt::join(parts, ", "));
}

std::string sentence_of(const v1::Policy& policy, v1::ClockKind kind) {
  const v1::ClockPolicy rule = domain::rule_for(policy, kind);
  return fmt::format("From {} to {}: {}. {} {}", name_of_edge(rule.start()), name_of_stop(rule),
                     limits_of(policy, kind), warnings_of(rule), ladder_of(rule));
}

std::vector<std::string> other_sentences(const v1::Policy& policy) {
  Parts sentences;
  const auto most = policy.max_reassignments();
  sentences.push_back(most == 0 ? "No order is reassigned automatically."
                                : fmt::format("An order that is not signed in time, or declined, goes to the "
                                              "next unit automatically, {} times in a row at most.",
                                              most));
  sentences.emplace_back(policy.decline_needs_approval() ? "A unit's decline needs the dispatcher's approval."
                                                         : "A unit's decline needs nobody's approval.");
  sentences.emplace_back(policy.crew_required()
                             ? "A unit without a crew, or whose crew's shift has ended, is not sent."
                             : "A unit without a crew may be sent; it is recommended behind its equals.");
  const auto arbiter =
      policy.arbiter() == v1::DUTY_ROLE_UNSPECIFIED ? v1::DUTY_ROLE_STATION_CHIEF : policy.arbiter();
  sentences.push_back(fmt::format("A handover that was refused is decided by the {}.", word(arbiter)));
  if (policy.scene_radius_m() != 0) {
    sentences.push_back(
        fmt::format("An arrival within {:g} m of the place is verified.", policy.scene_radius_m()));
  }
  if (policy.turnout_time_ms() != 0) {
    sentences.push_back(fmt::format("A unit is expected under way {} after its order.",
                                    duration_text(policy.turnout_time_ms())));
  }
  const v1::DuplicateRule& duplicates = policy.duplicates();
  if (duplicates.same_phone_within_ms() != 0) {
    sentences.push_back(fmt::format("A call from the same number within {} is likely the same incident.",
                                    duration_text(duplicates.same_phone_within_ms())));
  }
  if (duplicates.same_type_within_ms() != 0) {
    sentences.push_back(fmt::format("So is a report of the same type, or without one, within {} and {:g} m.",
                                    duration_text(duplicates.same_type_within_ms()), duplicates.near_m()));
  }
  if (!policy.country().empty()) {
    sentences.push_back(fmt::format("Phone numbers are read as in {}.", policy.country()));
  }
  if (policy.accept_imported_times()) sentences.emplace_back("Imported times count as recorded.");
  return sentences;
}

}  // namespace turnout::turnoutctl
