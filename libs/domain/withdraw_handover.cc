#include "domain/withdraw_handover.h"

#include "domain/bounds.h"
#include "domain/event_builder.h"
#include "domain/handovers.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::domain {

Outcome<void> validate(const v1::WithdrawHandoverRequest& request) {
  return command_on_incident(request).text("reason", request.reason(), 1, kMaxReasonCharacters).result();
}

// Also after a refusal: the arbiter has nothing to decide then.
Decision decide(const Aggregates& aggregates, const v1::WithdrawHandoverRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_open(incident));
  if (!incident.has_handover()) {
    return refuse(v1::REFUSAL_REASON_NO_HANDOVER_PENDING, "incident_id", "no handover waits for an answer");
  }
  TURNOUT_REQUIRE(
      require_person(incident.handover().requested_by(), request.actor(), "withdraw this handover"));
  EventBuilder builder(aggregates, context);
  builder.add(incident.id()).mutable_handover_withdrawn()->set_reason(request.reason());
  return builder.take();
}

}  // namespace turnout::domain
