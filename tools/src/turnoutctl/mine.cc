#include "turnoutctl/mine.h"

#include <algorithm>

namespace turnout::turnoutctl {
namespace {

bool is_aboard(const v1::Unit& unit, const std::string& person) {
  const auto& officers = unit.has_shift() ? unit.shift().officers() : unit.details().officers();
  return std::ranges::count(officers, person) > 0 ||
         std::ranges::count(unit.shift().auxiliaries(), person) > 0;
}

}  // namespace

bool concerns(const v1::IncidentSummary& incident, const std::string& person, const Concerned& by) {
  if (incident.responsible().officer_id() == person) return true;
  const auto signed_it = [&person](const v1::OrderSummary& order) { return order.signed_by() == person; };
  if (std::ranges::any_of(incident.active_orders(), signed_it)) return true;
  const auto carries_person = [&](const v1::Unit& unit) {
    return unit.incident_id() == incident.id() && is_aboard(unit, person);
  };
  if (std::ranges::any_of(by.units, carries_person)) return true;
  return std::ranges::any_of(by.escalations, [&](const v1::RaisedEscalation& raised) {
    return raised.incident_id() == incident.id() && raised.escalation().person() == person;
  });
}

}  // namespace turnout::turnoutctl
