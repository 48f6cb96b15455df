#include "domain/report_disposition.h"

#include "domain/bounds.h"
#include "domain/event_builder.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::domain {

Outcome<void> validate(const v1::ReportDispositionRequest& request) {
  return command_on_incident(request)
      .text("code", request.code(), 1, kMaxCodeCharacters)
      .lines("text", request.text(), 0, kMaxLinesCharacters)
      .result();
}

Decision decide(const Aggregates& aggregates, const v1::ReportDispositionRequest& request,
                const Context& context) {
  TURNOUT_REQUIRE(require_known(aggregates.incident, request.incident_id()));
  TURNOUT_REQUIRE(require_open(aggregates.incident));
  EventBuilder builder(aggregates, context);
  v1::Event& event = builder.add(request.incident_id());
  v1::Disposition& disposition = *event.mutable_disposition_reported()->mutable_disposition();
  disposition.set_code(request.code());
  if (!request.text().empty()) disposition.mutable_text()->set_text(request.text());
  disposition.set_reported_by(request.actor());
  disposition.set_at_ms(context.now_ms);
  return builder.take();
}

}  // namespace turnout::domain
