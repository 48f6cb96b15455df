#include "domain/applied_policy.h"

#include "turnout/v1/policy.pb.h"

namespace turnout::domain {
namespace {

v1::AppliedPolicy applied(const v1::Policy& policy, const Jurisdiction& jurisdiction,
                          const Subject& subject) {
  v1::AppliedPolicy applied;
  applied.set_station_id(jurisdiction.station_id);
  applied.set_station_basis(jurisdiction.basis);
  applied.set_area_class(jurisdiction.area_class);
  applied.set_policy_version(policy.version());
  for (v1::EffectiveClock& clock : effective_clocks_for(policy, subject)) {
    *applied.add_clocks() = std::move(clock);
  }
  return applied;
}

}  // namespace

v1::Place plausible_place(v1::Place place, const Jurisdiction& jurisdiction) {
  place.clear_implausible_position();
  if (jurisdiction.is_position_implausible) {
    *place.mutable_implausible_position() = place.position();
    place.clear_position();
  }
  return place;
}

v1::AppliedPolicy applied_policy_for(const Subject& subject, const Context& context) {
  return applied(context.policy, context.jurisdiction, subject);
}

v1::AppliedPolicy applied_policy_again(const v1::Incident& incident, const Context& context) {
  return applied(context.policy,
                 {.station_id = incident.station_id(),
                  .basis = incident.station_basis(),
                  .area_class = incident.area_class()},
                 {.kind = incident.kind(),
                  .type = incident.type(),
                  .area = incident.area_class(),
                  .priority = incident.priority(),
                  .started_at_ms = incident.started_at_ms()});
}

}  // namespace turnout::domain
