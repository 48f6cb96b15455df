#include "domain/arbitrate_handover.h"

#include "domain/bounds.h"
#include "domain/event_builder.h"
#include "domain/handovers.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::domain {

Outcome<void> validate(const v1::ArbitrateHandoverRequest& request) {
  return command_on_incident(request).text("reason", request.reason(), 1, kMaxReasonCharacters).result();
}

Decision decide(const Aggregates& aggregates, const v1::ArbitrateHandoverRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_open(incident));
  TURNOUT_REQUIRE(require_handover_pending(incident, true));
  const v1::Handover& handover = incident.handover();
  if (!handover.arbiter_id().empty()) {
    TURNOUT_REQUIRE(require_person(handover.arbiter_id(), request.actor(), "decide this handover"));
  }
  EventBuilder builder(aggregates, context);
  v1::HandoverArbitrated& arbitrated = *builder.add(incident.id()).mutable_handover_arbitrated();
  arbitrated.set_officer_id(request.to_asked() ? handover.to_officer_id()
                                               : incident.responsible().officer_id());
  arbitrated.set_station_id(request.to_asked() ? handover.to_station_id() : "");
  arbitrated.set_reason(request.reason());
  return builder.take();
}

}  // namespace turnout::domain
