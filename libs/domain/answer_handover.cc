#include "domain/answer_handover.h"

#include "domain/bounds.h"
#include "domain/event_builder.h"
#include "domain/handovers.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "domain/roster.h"
#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/policy.pb.h"

namespace turnout::domain {
namespace {

v1::DutyRole arbiter_of(const v1::Policy& policy) {
  return policy.arbiter() == v1::DUTY_ROLE_UNSPECIFIED ? v1::DUTY_ROLE_STATION_CHIEF : policy.arbiter();
}

}  // namespace

Outcome<void> validate(const v1::AnswerHandoverRequest& request) {
  return command_on_incident(request)
      .text("reason", request.reason(), request.accepted() ? 0 : 1, kMaxReasonCharacters)
      .result();
}

Decision decide(const Aggregates& aggregates, const v1::AnswerHandoverRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_open(incident));
  TURNOUT_REQUIRE(require_handover_pending(incident, false));
  TURNOUT_REQUIRE(
      require_person(incident.handover().to_officer_id(), request.actor(), "answer this handover"));
  EventBuilder builder(aggregates, context);
  v1::Event& event = builder.add(incident.id());
  if (request.accepted()) {
    event.mutable_handover_accepted();
    return builder.take();
  }
  v1::HandoverRefused& refused = *event.mutable_handover_refused();
  refused.set_reason(request.reason());
  refused.set_arbiter_role(arbiter_of(context.policy));
  refused.set_arbiter_id(
      on_duty(context.roster, refused.arbiter_role(), incident.station_id(), context.now_ms));
  return builder.take();
}

}  // namespace turnout::domain
