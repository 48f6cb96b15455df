#include "domain/close_incident.h"

#include "domain/event_builder.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::domain {

Outcome<void> validate(const v1::CloseIncidentRequest& request) {
  return command_on_incident(request).result();
}

Decision decide(const Aggregates& aggregates, const v1::CloseIncidentRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_open(incident));
  TURNOUT_REQUIRE(require_no_units(incident));
  if (!incident.has_disposition()) {
    return refuse(v1::REFUSAL_REASON_DISPOSITION_MISSING, "incident_id",
                  "incident " + incident.id() + " has no disposition; report what was found first");
  }
  EventBuilder builder(aggregates, context);
  builder.add(incident.id()).mutable_incident_closed();
  return builder.take();
}

}  // namespace turnout::domain
