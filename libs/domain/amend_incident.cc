#include "domain/amend_incident.h"

#include "domain/applied_policy.h"
#include "domain/bounds.h"
#include "domain/event_builder.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::domain {

Outcome<void> validate(const v1::AmendIncidentRequest& request) {
  Form form = command_on_incident(request);
  form.must(request.has_place() || request.has_type() || request.has_priority() || request.has_station_id(),
            "place", "one of place, type, priority, station_id must be given");
  check_place(form, request.place());
  return form.text("type", request.type(), 0, kMaxCodeCharacters)
      .known("priority", request.priority(), false)
      .id_or_empty("station_id", request.station_id())
      .result();
}

Decision decide(const Aggregates& aggregates, const v1::AmendIncidentRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_open(incident));
  EventBuilder builder(aggregates, context);
  v1::IncidentAmended& amended = *builder.add(incident.id()).mutable_incident_amended();
  *amended.mutable_place() = plausible_place(place_after(incident, request), context.jurisdiction);
  amended.set_type(request.has_type() ? request.type() : incident.type());
  amended.set_priority(request.has_priority() ? request.priority() : incident.priority());
  *amended.mutable_applied_policy() = applied_policy_for({.kind = incident.kind(),
                                                          .type = amended.type(),
                                                          .area = context.jurisdiction.area_class,
                                                          .priority = amended.priority(),
                                                          .started_at_ms = incident.started_at_ms()},
                                                         context);
  return builder.take();
}

v1::Place place_after(const v1::Incident& incident, const v1::AmendIncidentRequest& request) {
  return request.has_place() ? request.place() : incident.place();
}

std::string station_choice_after(const v1::Incident& incident, const v1::AmendIncidentRequest& request) {
  if (request.has_station_id()) return request.station_id();
  return incident.station_basis() == v1::STATION_BASIS_CHOSEN ? incident.station_id() : "";
}

}  // namespace turnout::domain
