#include "domain/report_incident.h"

#include <algorithm>

#include "domain/applied_policy.h"
#include "domain/bounds.h"
#include "domain/event_builder.h"
#include "domain/policy.h"
#include "domain/request_forms.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::domain {
namespace {

// Seconds in place of milliseconds, or a client's clock that was reset, would make an incident late by years; a clock that is
// ahead says a time that has not come yet.
bool is_implausible(std::int64_t said_ms, const Context& context) {
  if (said_ms == 0) return false;
  return said_ms < context.now_ms - plausible_start_ms(context.policy) ||
         said_ms > context.now_ms + kMaxCallAheadMs;
}

// What the call says, else the receipt; never later than the receipt, however fast the client's clock is.
std::int64_t start_of(const v1::Call& call, const Context& context) {
  const std::int64_t said_ms = said_start_ms(call);
  if (said_ms == 0 || is_implausible(said_ms, context)) return context.now_ms;
  return std::min(said_ms, context.now_ms);
}

}  // namespace

std::int64_t said_start_ms(const v1::Call& call) {
  return call.answered_at_ms() != 0 ? call.answered_at_ms() : call.ring_at_ms();
}

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
  *reported.mutable_call() = report.call();
  *reported.mutable_place() = plausible_place(report.place(), context.jurisdiction);
  reported.set_type(report.type());
  reported.set_priority(report.priority());
  reported.set_kind(report.kind() == v1::INCIDENT_KIND_UNSPECIFIED ? v1::INCIDENT_KIND_POLICE
                                                                   : report.kind());
  reported.set_started_at_ms(start_of(report.call(), context));
  reported.set_is_start_implausible(is_implausible(said_start_ms(report.call()), context));
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
