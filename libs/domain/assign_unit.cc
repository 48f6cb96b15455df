#include "domain/assign_unit.h"

#include "domain/crew.h"
#include "domain/event_builder.h"
#include "domain/orders.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "domain/stamp.h"
#include "turnout/v1/dispatch_service.pb.h"
#include "turnout/v1/policy.pb.h"

namespace turnout::domain {

Outcome<void> validate(const v1::AssignUnitRequest& request) {
  return command_on_incident(request)
      .id("unit_id", request.unit_id())
      .id_or_empty("district", request.district())
      .instant("device_at_ms", request.device_at_ms())
      .known("source", request.source(), false)
      .result();
}

Decision decide(const Aggregates& aggregates, const v1::AssignUnitRequest& request, const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  const v1::Unit* unit = aggregates.unit(request.unit_id());
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_known(unit, request.unit_id()));
  TURNOUT_REQUIRE(require_open(incident));
  TURNOUT_REQUIRE(require_free(*unit, incident));
  TURNOUT_REQUIRE(require_crew(*unit, context));
  TURNOUT_REQUIRE(require_room(incident));
  EventBuilder builder(aggregates, context);
  v1::UnitAssigned& assigned = *builder.add(incident.id(), *unit).mutable_unit_assigned();
  assigned.set_order_number(last_order_number(incident) + 1);
  assigned.set_crew_leader(leader_of(*unit));
  v1::Stamp& stamp = *assigned.mutable_stamp();
  stamp = stamp_of({.source = request.source(),
                    .device_at_ms = request.device_at_ms(),
                    .earliest_ms = incident.started_at_ms(),
                    .contact_at_ms = context.now_ms,
                    .accept_imported = context.policy.accept_imported_times()},
                   context.now_ms);
  stamp.set_reported_by(request.actor());
  return builder.take();
}

}  // namespace turnout::domain
