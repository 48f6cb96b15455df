#include "domain/bounds.h"
#include "domain/decide.h"
#include "domain/draft.h"
#include "domain/require.h"
#include "domain/roster.h"

namespace turnout::domain {
namespace {

Answer require_person(const std::string& person, const std::string& actor, const std::string& task) {
  if (actor == person) return {};
  return refuse(v1::REFUSAL_REASON_NOT_RESPONSIBLE, "actor", task + " is for " + person + " to do");
}

Answer require_none_pending(const v1::Incident& incident) {
  if (!incident.has_handover()) return {};
  return refuse(v1::REFUSAL_REASON_HANDOVER_PENDING, "incident_id",
                "the handover to " + incident.handover().to_officer_id() + " has not been answered yet");
}

// `refused`: it waits for the arbiter; else for whoever was asked.
Answer require_pending(const v1::Incident& incident, bool refused) {
  if (incident.has_handover() && refused != incident.handover().refusal_reason().empty()) return {};
  return refuse(v1::REFUSAL_REASON_NO_HANDOVER_PENDING, "incident_id",
                refused ? "no refused handover waits for the arbiter" : "no handover waits for an answer");
}

Answer require_another(const v1::Incident& incident, const std::string& officer) {
  if (incident.responsible().officer_id() != officer) return {};
  return refuse(v1::REFUSAL_REASON_ALREADY_RESPONSIBLE, "to_officer_id",
                officer + " answers for this incident already");
}

Answer require_another_change(const v1::Incident& incident) {
  if (incident.past_responsible_size() < kMaxPastResponsible) return {};
  return refuse(v1::REFUSAL_REASON_LIMIT_REACHED, "incident.past_responsible",
                "an incident changes hands at most " + std::to_string(kMaxPastResponsible) + " times");
}

v1::DutyRole arbiter_of(const v1::Policy& policy) {
  return policy.arbiter() == v1::DUTY_ROLE_UNSPECIFIED ? v1::DUTY_ROLE_STATION_CHIEF : policy.arbiter();
}

}  // namespace

Decision decide(const Aggregates& aggregates, const v1::RequestHandoverRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_open(incident));
  TURNOUT_REQUIRE(require_none_pending(incident));
  TURNOUT_REQUIRE(require_person(incident.responsible().officer_id(), request.actor(), "handing over"));
  TURNOUT_REQUIRE(require_another(incident, request.to_officer_id()));
  TURNOUT_REQUIRE(require_another_change(incident));
  Draft draft(aggregates, context, origin_of(request));
  v1::HandoverRequested& requested = *draft.add(incident.id()).mutable_handover_requested();
  requested.set_to_officer_id(request.to_officer_id());
  requested.set_to_station_id(request.to_station_id());
  requested.set_reason(request.reason());
  return draft.take();
}

Decision decide(const Aggregates& aggregates, const v1::AnswerHandoverRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_open(incident));
  TURNOUT_REQUIRE(require_pending(incident, false));
  TURNOUT_REQUIRE(require_person(incident.handover().to_officer_id(), request.actor(), "answering"));
  Draft draft(aggregates, context, origin_of(request));
  v1::Event& event = draft.add(incident.id());
  if (request.accepted()) {
    event.mutable_handover_accepted();
    return draft.take();
  }
  v1::HandoverRefused& refused = *event.mutable_handover_refused();
  refused.set_reason(request.reason());
  refused.set_arbiter_role(arbiter_of(context.policy));
  refused.set_arbiter_id(
      on_duty(context.roster, refused.arbiter_role(), incident.station_id(), context.now_ms));
  return draft.take();
}

Decision decide(const Aggregates& aggregates, const v1::ArbitrateHandoverRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_open(incident));
  TURNOUT_REQUIRE(require_pending(incident, true));
  const v1::Handover& handover = incident.handover();
  if (!handover.arbiter_id().empty()) {
    TURNOUT_REQUIRE(require_person(handover.arbiter_id(), request.actor(), "deciding this handover"));
  }
  Draft draft(aggregates, context, origin_of(request));
  v1::HandoverArbitrated& arbitrated = *draft.add(incident.id()).mutable_handover_arbitrated();
  arbitrated.set_officer_id(request.to_asked() ? handover.to_officer_id()
                                               : incident.responsible().officer_id());
  arbitrated.set_station_id(request.to_asked() ? handover.to_station_id() : "");
  arbitrated.set_reason(request.reason());
  return draft.take();
}

}  // namespace turnout::domain
