#include "domain/report_incident.h"

#include "domain/applied_policy.h"
#include "domain/bounds.h"
#include "domain/call_start.h"
#include "domain/event_builder.h"
#include "domain/request_forms.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::domain {

Outcome<void> validate(const v1::ReportIncidentRequest& request) {
  Form form;
  form.uuid7("incident_id", request.incident_id());
  check_call(form, request.has_call(), request.call());
  check_place(form, request.place());
  return form.text("type", request.type(), 0, kMaxCodeCharacters)
      .known("priority", request.priority(), false)
      .id_or_empty("station_id", request.station_id())
      .known("kind", request.kind(), false)
      .result();
}

Decision decide(const Aggregates& aggregates, const v1::ReportIncidentRequest& report,
                const Context& context) {
  if (aggregates.incident.version() != 0) {
    return refuse(v1::REFUSAL_REASON_REQUEST_ID_REUSED, "incident_id",
                  "incident " + report.incident_id() + " exists with another report; make a new id");
  }
  EventBuilder builder(aggregates, context);
  v1::IncidentReported& reported = *builder.add(report.incident_id()).mutable_incident_reported();
  *reported.mutable_call() = received(report.call(), context);
  *reported.mutable_place() = plausible_place(report.place(), context.jurisdiction);
  reported.set_type(report.type());
  reported.set_priority(report.priority());
  reported.set_kind(report.kind() == v1::INCIDENT_KIND_UNSPECIFIED ? v1::INCIDENT_KIND_POLICE
                                                                   : report.kind());
  reported.set_started_at_ms(start_of(reported.call()));
  reported.set_is_start_implausible(reported.call().is_start_implausible());
  *reported.mutable_applied_policy() = applied_policy_for({.kind = reported.kind(),
                                                           .type = reported.type(),
                                                           .area = context.jurisdiction.area_class,
                                                           .priority = reported.priority(),
                                                           .started_at_ms = reported.started_at_ms()},
                                                          context);
  reported.set_late_entry(context.now_ms - reported.started_at_ms() > kLateEntryMs);
  return builder.take();
}

}  // namespace turnout::domain
