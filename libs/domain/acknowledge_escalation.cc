#include "domain/acknowledge_escalation.h"

#include "domain/bounds.h"
#include "domain/escalations.h"
#include "domain/event_builder.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::domain {
namespace {

Answer require_raised(const v1::Escalation* escalation, v1::ClockKind kind) {
  if (escalation != nullptr && escalation->raised() != 0) return {};
  return refuse(v1::REFUSAL_REASON_UNKNOWN_ESCALATION, "kind",
                "nobody was told of " + v1::ClockKind_Name(kind) + " on this incident");
}

Answer require_unacknowledged(const v1::Escalation& escalation) {
  if (escalation.acknowledged_by().empty()) return {};
  return refuse(v1::REFUSAL_REASON_ALREADY_ACKNOWLEDGED, "kind",
                escalation.acknowledged_by() + " has acknowledged this escalation before");
}

}  // namespace

Outcome<void> validate(const v1::AcknowledgeEscalationRequest& request) {
  return command_on_incident(request)
      .known("kind", request.kind(), true)
      .text("note", request.note(), 1, kMaxReasonCharacters)
      .result();
}

Decision decide(const Aggregates& aggregates, const v1::AcknowledgeEscalationRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  const v1::Escalation* escalation = find_escalation(incident, request.kind(), request.order_number());
  TURNOUT_REQUIRE(require_raised(escalation, request.kind()));
  TURNOUT_REQUIRE(require_unacknowledged(*escalation));
  EventBuilder builder(aggregates, context);
  v1::EscalationAcknowledged& acknowledged = *builder.add(incident.id()).mutable_escalation_acknowledged();
  acknowledged.set_kind(request.kind());
  acknowledged.set_order_number(request.order_number());
  acknowledged.set_run(escalation->run());
  acknowledged.set_note(request.note());
  return builder.take();
}

}  // namespace turnout::domain
