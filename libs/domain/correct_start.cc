#include "domain/correct_start.h"

#include <algorithm>

#include "domain/adjudication.h"
#include "domain/orders.h"
#include "domain/policy.h"
#include "domain/words.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::domain {
namespace {

Answer require_impartial(const v1::Incident& incident, const std::string& actor) {
  const bool took_the_call = std::ranges::any_of(
      incident.calls(), [&actor](const v1::Call& call) { return call.received_by() == actor; });
  if (!took_the_call) return {};
  return refuse(v1::REFUSAL_REASON_NOT_RESPONSIBLE, "actor",
                actor + " has taken a call of this incident; somebody else must say when it began");
}

}  // namespace

std::int64_t latest_start_ms(const v1::Incident& incident) {
  std::int64_t latest = incident.received_at_ms();
  for (const v1::Order& order : incident.orders()) {
    latest = std::min(latest, find_stamp(order, v1::MILESTONE_ASSIGNED)->at_ms());
  }
  return latest;
}

Outcome<void> validate(const v1::CorrectStartRequest& request) {
  return command_on_incident(request)
      .must(request.at_ms() > 0, "at_ms", "is required")
      .instant("at_ms", request.at_ms())
      .text("reason", request.reason(), 1, kMaxReasonCharacters)
      .result();
}

Decision decide(const Aggregates& aggregates, const v1::CorrectStartRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_impartial(incident, request.actor()));
  const std::int64_t window_ms = plausible_start_ms(context.policy);
  TURNOUT_REQUIRE(require_between(request.at_ms(),
                                  {.from_ms = incident.received_at_ms() - window_ms,
                                   .from = duration_text(window_ms) + " before the receipt",
                                   .to_ms = latest_start_ms(incident),
                                   .to = "the receipt or the first order"},
                                  context, "at_ms"));
  v1::Event ruling;
  v1::StartCorrected& corrected = *ruling.mutable_start_corrected();
  corrected.set_before_ms(incident.started_at_ms());
  corrected.set_at_ms(request.at_ms());
  corrected.set_reason(request.reason());
  return events_of(ruling, incident, EventBuilder(aggregates, context), context);
}

}  // namespace turnout::domain
