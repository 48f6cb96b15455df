#include "chassis/policy_file.h"

#include "chassis/yaml_values.h"
#include "domain/bounds.h"
#include "domain/form.h"
#include "domain/policy.h"
#include "domain/policy_bounds.h"
#include "geo/data_error.h"
#include "geo/yaml_map.h"

namespace turnout::chassis {
namespace {

using geo::YamlMap;

const Range<std::int64_t> kLimit{domain::kMinLimitMs, domain::kMaxLimitMs};
const Range<std::int64_t> kAnyTime{0, domain::kMaxLimitMs};

v1::LimitRule limit_from(const YamlMap& map, const v1::TimeZone& zone) {
  v1::LimitRule rule;
  rule.set_kind(word<v1::ClockKind>(map, "clock"));
  rule.set_incident_kind(word_or_none<v1::IncidentKind>(map, "kind"));
  rule.set_incident_type(map.text_or("type", ""));
  rule.set_area_class(word_or_none<v1::AreaClass>(map, "area"));
  rule.set_priority(word_or_none<v1::Priority>(map, "priority"));
  rule.set_effective_from_ms(day_ms(map, "from", zone));
  rule.set_effective_until_ms(day_ms(map, "until", zone));
  rule.set_limit_ms(duration_ms(map, "limit", kLimit));
  rule.set_source(map.text("source"));
  if (!domain::Form().text("type", rule.incident_type(), 0, domain::kMaxCodeCharacters).result()) {
    map.fail("type", "is \"" + rule.incident_type() + "\", allowed are up to 64 characters on one line");
  }
  return rule;
}

v1::WarningRule warning_from(const YamlMap& map) {
  v1::WarningRule warning;
  if (map.has("at") == map.has("before")) map.fail("", "a warning has either at or before");
  if (map.has("at")) warning.set_fraction(share(map, "at"));
  if (map.has("before")) warning.set_before_ms(duration_ms(map, "before", kLimit));
  for (const std::string& role : map.texts("tell")) {
    warning.add_tell(static_cast<v1::DutyRole>(word_in(map, "tell", role, *v1::DutyRole_descriptor())));
  }
  warning.set_recommend_backup(map.truth_or("recommend_backup", false));
  return warning;
}

v1::Level level_from(const YamlMap& map) {
  v1::Level level;
  level.set_role(word<v1::DutyRole>(map, "role"));
  level.set_wait_ms(duration_ms(map, "wait", {0, domain::kMaxWaitMs}));
  level.set_repeat_ms(duration_ms_or_none(map, "repeat", {domain::kMinRepeatMs, domain::kMaxWaitMs}));
  return level;
}

v1::ClockPolicy clock_from(const YamlMap& map) {
  v1::ClockPolicy rule;
  rule.set_kind(word<v1::ClockKind>(map, "clock"));
  rule.set_start(word_or_none<v1::ClockEdge>(map, "start"));
  rule.set_stop(word_or_none<v1::ClockEdge>(map, "stop"));
  rule.set_remind_ms(duration_ms_or_none(map, "remind", {domain::kMinRepeatMs, domain::kMaxWaitMs}));
  for (const YamlMap& warning : map.list("warnings", {"at", "before", "tell", "recommend_backup"})) {
    *rule.add_warnings() = warning_from(warning);
  }
  for (const YamlMap& level : map.list("ladder", {"role", "wait", "repeat"})) {
    *rule.add_ladder() = level_from(level);
  }
  return rule;
}

v1::DuplicateRule duplicates_from(const YamlMap& map) {
  v1::DuplicateRule rule;
  rule.set_same_phone_within_ms(duration_ms_or_none(map, "same_phone_within", kAnyTime));
  rule.set_same_type_within_ms(duration_ms_or_none(map, "same_type_within", kAnyTime));
  if (map.has("near")) rule.set_near_m(metres(map, "near", {domain::kMinNearM, domain::kMaxNearM}));
  return rule;
}

v1::TravelSpeed speed_from(const YamlMap& map) {
  constexpr double kKmhPerMps = 3.6;
  v1::TravelSpeed speed;
  speed.set_area_class(word<v1::AreaClass>(map, "area"));
  speed.set_unit_kind(word_or_none<v1::UnitKind>(map, "unit_kind"));
  speed.set_metres_per_second(map.number("speed_kmh") / kKmhPerMps);
  speed.set_source(map.text("source"));
  return speed;
}

// The values at the top level of the file.
v1::Policy figures_from(const YamlMap& map) {
  v1::Policy policy;
  policy.set_version(map.text("version"));
  *policy.mutable_time_zone() = time_zone(map);
  policy.set_country(map.text_or("country", ""));
  policy.set_accept_imported_times(map.truth_or("accept_imported_times", false));
  if (map.has("max_reassignments")) {
    policy.set_max_reassignments(count(map, "max_reassignments", {0, domain::kMaxReassignments}));
  }
  policy.set_decline_needs_approval(map.truth_or("decline_needs_approval", false));
  policy.set_crew_required(map.truth_or("crew_required", false));
  policy.set_arbiter(word_or_none<v1::DutyRole>(map, "arbiter"));
  if (map.has("scene_radius")) {
    policy.set_scene_radius_m(metres(map, "scene_radius", {domain::kMinRadiusM, domain::kMaxRadiusM}));
  }
  policy.set_turnout_time_ms(
      duration_ms_or_none(map, "turnout_time", {domain::kMinLimitMs, domain::kMaxTurnoutTimeMs}));
  policy.set_device_tolerance_ms(
      duration_ms_or_none(map, "device_tolerance", {1, domain::kMaxDeviceToleranceMs}));
  policy.set_plausible_start_ms(duration_ms_or_none(
      map, "plausible_start", {domain::kMinPlausibleStartMs, domain::kMaxPlausibleStartMs}));
  policy.set_reopen_window_ms(
      duration_ms_or_none(map, "reopen_window", {domain::kMinReopenWindowMs, domain::kMaxReopenWindowMs}));
  if (map.has("duplicates")) {
    *policy.mutable_duplicates() =
        duplicates_from(map.map("duplicates", {"same_phone_within", "same_type_within", "near"}));
  }
  return policy;
}

}  // namespace

v1::Policy read_policy(const std::filesystem::path& file) {
  const YamlMap map = YamlMap::load(
      file,
      {"version", "time_zone", "country", "accept_imported_times", "max_reassignments",
       "decline_needs_approval", "crew_required", "arbiter", "scene_radius", "turnout_time", "reopen_window",
       "device_tolerance", "plausible_start", "duplicates", "clocks", "limits", "travel_speeds"},
      kFormerKeys);
  v1::Policy policy = figures_from(map);
  for (const YamlMap& clock :
       map.list("clocks", {"clock", "start", "stop", "remind", "warnings", "ladder"})) {
    *policy.add_clocks() = clock_from(clock);
  }
  for (const YamlMap& limit : map.list(
           "limits", {"clock", "kind", "type", "area", "priority", "from", "until", "limit", "source"})) {
    *policy.add_limits() = limit_from(limit, policy.time_zone());
  }
  for (const YamlMap& speed : map.list("travel_speeds", {"area", "unit_kind", "speed_kmh", "source"})) {
    *policy.add_travel_speeds() = speed_from(speed);
  }
  return policy;
}

v1::Policy load_policy(const std::filesystem::path& file, const std::set<v1::AreaClass>& areas) {
  v1::Policy policy = read_policy(file);
  geo::throw_faults(file, domain::faults_of(policy, areas));
  return policy;
}

}  // namespace turnout::chassis
