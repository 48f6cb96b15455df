#include "chassis/district.h"

#include <algorithm>

#include "chassis/command.h"
#include "domain/bounds.h"
#include "domain/orders.h"

namespace turnout::chassis {

domain::Outcome<void> require_served(const District& district, const std::string& named,
                                     const std::string& field) {
  if (named.empty() || named == district.name) return {};
  return domain::refuse(v1::REFUSAL_REASON_WRONG_DISTRICT, field,
                        "district " + named + " is not served here; this is " + district.name);
}

event_store::AggregateIds units_on(const v1::Incident& incident) {
  std::vector<std::string> units = domain::active_units(incident);
  units.resize(std::min<std::size_t>(units.size(), domain::kMaxUnitsAtOnce));
  return {.unit_ids = std::move(units)};
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
