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

RulesWatch::RulesWatch(RuleFiles files, const City& city, Rules& rules, telemetry::Metrics& metrics)
    : city_(city),
      rules_(rules),
      metrics_(metrics),
      policy_{.which = RulesFile::kPolicy, .path = std::move(files.policy)},
      roster_{.which = RulesFile::kRoster, .path = std::move(files.roster)} {
  for (const RulesFile file : {RulesFile::kPolicy, RulesFile::kRoster})
    metrics_.set_rules_refused(file, false);
}

void RulesWatch::poll() {
  if (has_changed(policy_)) take_over(policy_, rules_.policy, [this] { return new_policy(); });
  if (!roster_.path.empty() && has_changed(roster_)) {
    take_over(roster_, rules_.roster, [this] { return load_roster(roster_.path, city_); });
  }
}

bool RulesWatch::has_changed(Watched& file) {
  std::error_code missing;
  const Trace now{.changed_at = std::filesystem::last_write_time(file.path, missing),
                  .bytes = std::filesystem::file_size(file.path, missing)};
  const std::optional<Trace> trace = missing ? std::nullopt : std::optional(now);
  return std::exchange(file.seen, trace) != trace;
}

template <class Message, class Load>
void RulesWatch::take_over(const Watched& file, Message& held, Load load) {
  const log::Field which{"file", name_of(file.which)};
  try {
    Message fresh = load();
    metrics_.set_rules_refused(file.which, false);
    if (MessageDifferencer::Equals(fresh, held)) return;
    held = std::move(fresh);
    metrics_.rules_changed(file.which, Reload::kTakenOver);
    log::info("changed rules taken over", {which, {"policy_version", rules_.policy.version()}});
  } catch (const geo::DataError& error) {
    metrics_.set_rules_refused(file.which, true);
    metrics_.rules_changed(file.which, Reload::kRefused);
    log::error("changed rules refused, keeping the old ones", {which, {"reason", error.what()}});
  }
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
