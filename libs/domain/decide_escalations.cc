#include "domain/decide.h"
#include "domain/draft.h"
#include "domain/escalations.h"
#include "domain/require.h"

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

Decision decide(const Aggregates& aggregates, const v1::AcknowledgeEscalationRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  const v1::Escalation* escalation = find_escalation(incident, request.kind(), request.assignment());
  TURNOUT_REQUIRE(require_raised(escalation, request.kind()));
  TURNOUT_REQUIRE(require_unacknowledged(*escalation));
  Draft draft(aggregates, context, origin_of(request));
  v1::EscalationAcknowledged& acknowledged = *draft.add(incident.id()).mutable_escalation_acknowledged();
  acknowledged.set_kind(request.kind());
  acknowledged.set_assignment(request.assignment());
  acknowledged.set_note(request.note());
  return draft.take();
}

}  // namespace turnout::domain
