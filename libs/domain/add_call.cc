#include "domain/add_call.h"

#include <algorithm>

#include "domain/call_start.h"
#include "domain/event_builder.h"
#include "domain/phone.h"
#include "domain/reopening.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/intake_service.pb.h"
#include "turnout/v1/policy.pb.h"

namespace turnout::domain {
namespace {

bool has_called(const v1::Incident& incident, const v1::Call& again, const std::string& country) {
  return std::ranges::any_of(incident.calls(), [&again, &country](const v1::Call& call) {
    return is_same_phone(call.caller().phone(), again.caller().phone(), country);
  });
}

// Nobody would hear a call about an ended incident: it needs a decision of the call taker, unless the caller himself calls again
// within the policy's window.
Answer require_heard(const v1::Incident& incident, const v1::Call& call, const Context& context) {
  if (incident.status() == v1::INCIDENT_STATUS_OPEN) return {};
  if (incident.status() == v1::INCIDENT_STATUS_DUPLICATE) {
    return refuse(v1::REFUSAL_REASON_INCIDENT_ENDED, "incident_id",
                  "incident " + incident.id() + " is a duplicate; add the call to " +
                      incident.duplicate_of() + ", which is kept instead");
  }
  if (has_called(incident, call, context.policy.country()) && is_within_reopen_window(incident, context)) {
    return require_reopenable(incident);
  }
  return refuse(v1::REFUSAL_REASON_INCIDENT_ENDED, "incident_id",
                "incident " + incident.id() +
                    " has ended; reopen it first if the call is about it, or report a new incident");
}

}  // namespace

Outcome<void> validate(const v1::AddCallRequest& request) {
  Form form;
  form.id("request_id", request.request_id()).uuid7("incident_id", request.incident_id());
  check_call(form, request.has_call(), request.call());
  return form.result();
}

Decision decide(const Aggregates& aggregates, const v1::AddCallRequest& request, const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_heard(incident, request.call(), context));
  EventBuilder builder(aggregates, context);
  if (incident.status() != v1::INCIDENT_STATUS_OPEN) {
    add_reopened(builder, incident, "the caller calls again", context);
  }
  *builder.add(request.incident_id()).mutable_call_added()->mutable_call() =
      received(request.call(), context);
  return builder.take();
}

}  // namespace turnout::domain
