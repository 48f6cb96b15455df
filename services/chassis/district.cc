#include "chassis/district.h"

#include "chassis/command.h"
#include "domain/orders.h"

namespace turnout::chassis {

domain::Outcome<void> require_served(const District& district, const std::string& named,
                                     const std::string& field) {
  if (named.empty() || named == district.name) return {};
  return domain::refuse(v1::REFUSAL_REASON_WRONG_DISTRICT, field,
                        "district " + named + " is not served here; this is " + district.name);
}

event_store::AggregateIds units_on(const v1::Incident& incident) {
  return {.unit_ids = domain::active_units(incident)};
}

event_store::AggregateIds incident_kept_instead_of(const v1::Incident& duplicate) {
  return {.other_incident_id = duplicate.duplicate_of()};
}

v1::Incident shown(v1::Incident incident) {
  incident.clear_applied();
  incident.clear_effective_clocks();
  return incident;
}

v1::Unit shown(v1::Unit unit) {
  unit.clear_applied();
  return unit;
}

}  // namespace turnout::chassis
