#include "domain/reopen_incident.h"

#include "domain/applied_policy.h"
#include "domain/bounds.h"
#include "domain/event_builder.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::domain {

Outcome<void> validate(const v1::ReopenIncidentRequest& request) {
  return command_on_incident(request).text("reason", request.reason(), 1, kMaxReasonCharacters).result();
}

Decision decide(const Aggregates& aggregates, const v1::ReopenIncidentRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  if (incident.status() != v1::INCIDENT_STATUS_CLOSED) {
    return refuse(v1::REFUSAL_REASON_INCIDENT_NOT_CLOSED, "incident_id",
                  "incident " + incident.id() + " is not closed");
  }
  EventBuilder builder(aggregates, context);
  v1::IncidentReopened& reopened = *builder.add(incident.id()).mutable_incident_reopened();
  reopened.set_reason(request.reason());
  *reopened.mutable_applied_policy() = applied_policy_again(incident, context);
  return builder.take();
}

}  // namespace turnout::domain
