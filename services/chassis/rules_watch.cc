#include "chassis/rules_watch.h"

#include <google/protobuf/util/message_differencer.h>

#include <system_error>
#include <utility>

#include "chassis/policy_file.h"
#include "chassis/roster_file.h"
#include "geo/data_error.h"
#include "runtime/log.h"

namespace turnout::chassis {
namespace {

using google::protobuf::util::MessageDifferencer;
using telemetry::Reload;
using telemetry::RulesFile;

}  // namespace

RulesWatch::RulesWatch(const RuleFiles& files, const City& city, Rules& rules, telemetry::Metrics& metrics)
    : city_(city),
      rules_(rules),
      metrics_(metrics),
      files_(files),
      policy_{.which = RulesFile::kPolicy, .path = files.policy},
      roster_{.which = RulesFile::kRoster, .path = files.roster} {
  for (const RulesFile file : {RulesFile::kPolicy, RulesFile::kRoster})
    metrics_.set_rules_refused(file, false);
}

void RulesWatch::poll() {
  const bool policy_changed = has_changed(policy_);
  const bool roster_changed = !roster_.path.empty() && has_changed(roster_);
  std::optional<v1::Policy> policy;
  std::optional<v1::Roster> roster;
  if (policy_changed || (roster_changed && policy_.has_other_zone)) {
    policy = read(policy_, [this] { return new_policy(); });
  }
  if (roster_changed || (policy_changed && roster_.has_other_zone)) {
    roster = read(roster_, [this] { return load_roster(roster_.path, city_); });
  }
  const auto fault = zone_fault(files_, policy ? *policy : rules_.policy, roster ? *roster : rules_.roster);
  if (policy) settle(policy_, rules_.policy, *std::move(policy), fault);
  if (roster) settle(roster_, rules_.roster, *std::move(roster), fault);
}

bool RulesWatch::has_changed(Watched& file) {
  std::error_code missing;
  const Trace now{.changed_at = std::filesystem::last_write_time(file.path, missing),
                  .bytes = std::filesystem::file_size(file.path, missing)};
  const std::optional<Trace> trace = missing ? std::nullopt : std::optional(now);
  return std::exchange(file.seen, trace) != trace;
}

// What the file says; nothing if it is refused.
template <class Load>
auto RulesWatch::read(Watched& file, Load load) -> std::optional<decltype(load())> {
  file.has_other_zone = false;
  try {
    return load();
  } catch (const geo::DataError& error) {
    refuse(file, error.what());
    return std::nullopt;
  }
}

template <class Message>
void RulesWatch::settle(Watched& file, Message& held, Message fresh,
                        const std::optional<std::string>& zone_fault) {
  file.has_other_zone = zone_fault.has_value();
  if (zone_fault) return refuse(file, *zone_fault);
  metrics_.set_rules_refused(file.which, false);
  if (MessageDifferencer::Equals(fresh, held)) return;
  held = std::move(fresh);
  metrics_.rules_changed(file.which, Reload::kTakenOver);
  log::info("changed rules taken over",
            {{"file", name_of(file.which)}, {"policy_version", rules_.policy.version()}});
}

void RulesWatch::refuse(const Watched& file, const std::string& reason) {
  metrics_.set_rules_refused(file.which, true);
  metrics_.rules_changed(file.which, Reload::kRefused);
  log::error("changed rules refused, the old ones go on",
             {{"file", name_of(file.which)}, {"reason", reason}});
}

v1::Policy RulesWatch::new_policy() const {
  v1::Policy fresh = load_policy(policy_.path, city_.area_classes());
  if (fresh.version() == rules_.policy.version() && !MessageDifferencer::Equals(fresh, rules_.policy)) {
    throw geo::DataError(policy_.path.string() + ": version is \"" + fresh.version() +
                         "\" as before, but the policy has changed: give it a new version");
  }
  return fresh;
}

}  // namespace turnout::chassis
