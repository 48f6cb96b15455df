#include "chassis/district.h"

#include <algorithm>

#include "chassis/command.h"
#include "domain/bounds.h"
#include "domain/crew.h"
#include "domain/orders.h"

namespace turnout::chassis {

domain::Outcome<void> require_served(const District& district, const std::string& named,
                                     const std::string& field) {
  if (named.empty() || named == district.name) return {};
  return domain::refuse(v1::REFUSAL_REASON_WRONG_DISTRICT, field,
                        "district " + named + " is not served here; this is " + district.name);
}

event_store::AggregateIds units_on(const domain::Aggregates& states) {
  std::vector<std::string> units = domain::active_units(states.incident);
  units.resize(std::min<std::size_t>(units.size(), domain::kMaxUnitsAtOnce));
  return {.unit_ids = std::move(units)};
}

event_store::AggregateIds incident_kept_instead_of(const domain::Aggregates& states) {
  const v1::Incident& duplicate = states.incident;
  event_store::AggregateIds ids{.other_incident_id = duplicate.duplicate_of()};
  for (const v1::Order& order : duplicate.orders()) {
    const bool moved =
        !ids.other_incident_id.empty() && order.moved_to_incident_id() == ids.other_incident_id;
    if (moved && std::ranges::count(ids.unit_ids, order.unit_id()) == 0)
      ids.unit_ids.push_back(order.unit_id());
  }
  return ids;
}

event_store::AggregateIds crew_aboard(const domain::Aggregates& states) {
  if (states.units.empty()) return {};
  return {.person_ids = domain::people_aboard(states.units.front())};
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
