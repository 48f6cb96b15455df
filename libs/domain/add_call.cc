#include "domain/add_call.h"

#include "domain/event_builder.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::domain {

Outcome<void> validate(const v1::AddCallRequest& request) {
  Form form;
  form.id("request_id", request.request_id()).uuid7("incident_id", request.incident_id());
  check_call(form, request.has_call(), request.call());
  return form.result();
}

Decision decide(const Aggregates& aggregates, const v1::AddCallRequest& request, const Context& context) {
  TURNOUT_REQUIRE(require_known(aggregates.incident, request.incident_id()));
  EventBuilder builder(aggregates, context);
  *builder.add(request.incident_id()).mutable_call_added()->mutable_call() = request.call();
  return builder.take();
}

}  // namespace turnout::domain
