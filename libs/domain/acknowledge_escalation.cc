#include "domain/acknowledge_escalation.h"

#include "domain/bounds.h"
#include "domain/escalations.h"
#include "domain/event_builder.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "domain/words.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::domain {
namespace {

// "turnout", "order 3's signature", "order 3's turnout"
std::string escalation_name(v1::ClockKind kind, std::uint32_t order_number) {
  constexpr std::string_view kOfOrder = "order ";
  std::string clock = kind == v1::CLOCK_KIND_ACKNOWLEDGE ? "signature" : phrase_of(kind);
  if (order_number == 0) return clock;
  if (clock.starts_with(kOfOrder)) clock.erase(0, kOfOrder.size());
  return "order " + std::to_string(order_number) + "'s " + clock;
}

std::string open_escalations(const v1::Incident& incident) {
  std::string names;
  for (const v1::Escalation& escalation : incident.escalations()) {
    if (!is_unanswered(escalation)) continue;
    names += (names.empty() ? "" : ", ") + escalation_name(escalation.kind(), escalation.order_number());
  }
  return names.empty() ? "this incident has none that is open" : "open is that of " + names;
}

Answer require_raised(const v1::Incident& incident, const v1::AcknowledgeEscalationRequest& request) {
  const v1::Escalation* escalation = find_escalation(incident, request.kind(), request.order_number());
  if (escalation != nullptr && escalation->raised() != 0) return {};
  return refuse(v1::REFUSAL_REASON_UNKNOWN_ESCALATION, "kind",
                "no escalation of " + escalation_name(request.kind(), request.order_number()) + " is open; " +
                    open_escalations(incident));
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
  TURNOUT_REQUIRE(require_raised(incident, request));
  const v1::Escalation* escalation = find_escalation(incident, request.kind(), request.order_number());
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
