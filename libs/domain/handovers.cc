#include "domain/handovers.h"

namespace turnout::domain {

Answer require_person(const std::string& person, const std::string& actor, const std::string& act) {
  if (actor == person) return {};
  return refuse(v1::REFUSAL_REASON_NOT_RESPONSIBLE, "actor", "only " + person + " may " + act);
}

Answer require_handover_pending(const v1::Incident& incident, bool refused) {
  if (incident.has_handover() && refused != incident.handover().refusal_reason().empty()) return {};
  return refuse(v1::REFUSAL_REASON_NO_HANDOVER_PENDING, "incident_id",
                refused ? "no refused handover waits for the arbiter" : "no handover waits for an answer");
}

}  // namespace turnout::domain
