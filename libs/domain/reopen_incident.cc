#include "domain/reopen_incident.h"

#include "domain/bounds.h"
#include "domain/event_builder.h"
#include "domain/reopening.h"
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
  TURNOUT_REQUIRE(require_reopenable(incident));
  EventBuilder builder(aggregates, context);
  add_reopened(builder, incident, request.reason(), context);
  return builder.take();
}

}  // namespace turnout::domain
