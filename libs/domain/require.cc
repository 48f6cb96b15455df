#include "domain/require.h"

#include "domain/assignments.h"

namespace turnout::domain {

Answer require_known(const v1::Incident& incident, const std::string& asked_id) {
  if (incident.version() != 0) return {};
  return refuse(v1::REFUSAL_REASON_UNKNOWN_INCIDENT, "incident_id",
                "no incident " + asked_id + " in this district");
}

Answer require_known(const v1::Unit* unit, const std::string& asked_id) {
  if (unit != nullptr && unit->version() != 0) return {};
  return refuse(v1::REFUSAL_REASON_UNKNOWN_UNIT, "unit_id",
                "no unit " + asked_id + " in this district; register it first");
}

Answer require_open(const v1::Incident& incident) {
  if (incident.status() == v1::INCIDENT_STATUS_OPEN) return {};
  const bool closed = incident.status() == v1::INCIDENT_STATUS_CLOSED;
  return refuse(v1::REFUSAL_REASON_INCIDENT_ENDED, "incident_id",
                "incident " + incident.id() + (closed ? " is closed; reopen it first" : " is cancelled"));
}

Answer require_order(const v1::Assignment* assignment, const std::string& unit_id) {
  if (assignment != nullptr) return {};
  return refuse(v1::REFUSAL_REASON_UNKNOWN_ASSIGNMENT, "unit_id",
                "unit " + unit_id + " has no such order on this incident");
}

Answer require_standing(const v1::Assignment& assignment) {
  if (stands(assignment)) return {};
  return refuse(v1::REFUSAL_REASON_ASSIGNMENT_ENDED, "unit_id",
                "order " + std::to_string(assignment.number()) + " of unit " + assignment.unit_id() +
                    " has ended before");
}

}  // namespace turnout::domain
