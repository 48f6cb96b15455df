#include "domain/split_duplicate.h"

#include "domain/applied_policy.h"
#include "domain/bounds.h"
#include "domain/event_builder.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::domain {

Outcome<void> validate(const v1::SplitDuplicateRequest& request) {
  return command_on_incident(request).text("reason", request.reason(), 1, kMaxReasonCharacters).result();
}

Decision decide(const Aggregates& aggregates, const v1::SplitDuplicateRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  if (incident.status() != v1::INCIDENT_STATUS_DUPLICATE) {
    return refuse(v1::REFUSAL_REASON_NOT_A_DUPLICATE, "incident_id",
                  "incident " + incident.id() + " is not linked to another");
  }
  EventBuilder builder(aggregates, context);
  v1::DuplicateSplit& split = *builder.add(incident.id()).mutable_duplicate_split();
  split.set_reason(request.reason());
  *split.mutable_applied_policy() = applied_policy_again(incident, context);
  if (aggregates.other_incident.version() == 0) return builder.take();
  builder.add_due(aggregates.other_incident, context);
  builder.add(aggregates.other_incident.id()).mutable_duplicate_freed()->set_incident_id(incident.id());
  return builder.take();
}

}  // namespace turnout::domain
