#include "domain/raised_escalation.h"

#include "domain/clocks.h"

namespace turnout::domain {

v1::RaisedEscalation raised_escalation(const v1::Incident& incident, const v1::Escalation& escalation) {
  v1::RaisedEscalation raised;
  raised.set_incident_id(incident.id());
  raised.set_station_id(incident.station_id());
  raised.set_type(incident.type());
  *raised.mutable_place() = incident.place();
  if (const auto* clock =
          find_clock(incident, escalation.kind(), escalation.order_number(), escalation.run())) {
    *raised.mutable_clock() = *clock;
  }
  *raised.mutable_escalation() = escalation;
  return raised;
}

}  // namespace turnout::domain
