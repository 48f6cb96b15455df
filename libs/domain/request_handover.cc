#include "domain/request_handover.h"

#include "domain/bounds.h"
#include "domain/event_builder.h"
#include "domain/handovers.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::domain {
namespace {

Answer require_none_pending(const v1::Incident& incident) {
  if (!incident.has_handover()) return {};
  return refuse(v1::REFUSAL_REASON_HANDOVER_PENDING, "incident_id",
                "the handover to " + incident.handover().to_officer_id() + " has not been answered yet");
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

}  // namespace

Outcome<void> validate(const v1::RequestHandoverRequest& request) {
  return command_on_incident(request)
      .id("to_officer_id", request.to_officer_id())
      .id_or_empty("to_station_id", request.to_station_id())
      .text("reason", request.reason(), 1, kMaxReasonCharacters)
      .result();
}

Decision decide(const Aggregates& aggregates, const v1::RequestHandoverRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_open(incident));
  TURNOUT_REQUIRE(require_none_pending(incident));
  TURNOUT_REQUIRE(require_person(incident.responsible().officer_id(), request.actor(), "hand this over"));
  TURNOUT_REQUIRE(require_another(incident, request.to_officer_id()));
  TURNOUT_REQUIRE(require_another_change(incident));
  EventBuilder builder(aggregates, context);
  v1::HandoverRequested& requested = *builder.add(incident.id()).mutable_handover_requested();
  requested.set_to_officer_id(request.to_officer_id());
  requested.set_to_station_id(request.to_station_id());
  requested.set_reason(request.reason());
  return builder.take();
}

}  // namespace turnout::domain
