#include "domain/assignments.h"
#include "domain/decide.h"
#include "domain/draft.h"
#include "domain/require.h"
#include "domain/stamp.h"

namespace turnout::domain {
Decision decide(const Aggregates& aggregates, const v1::RegisterUnitRequest& request,
                const Context& context) {
  const v1::Unit& unit = aggregates.units.front();
  TURNOUT_REQUIRE(require_idle(unit));
  Draft draft(aggregates, context, origin_of(request));
  v1::Event& event = draft.add_for_unit(request.unit_id(), unit);
  *event.mutable_unit_registered()->mutable_details() = request.details();
  return draft.take();
}

Decision decide(const Aggregates& aggregates, const v1::SetUnitStatusRequest& request,
                const Context& context) {
  const v1::Unit& unit = aggregates.units.front();
  TURNOUT_REQUIRE(require_known(&unit, request.unit_id()));
  TURNOUT_REQUIRE(require_idle(unit));
  Draft draft(aggregates, context, origin_of(request));
  v1::UnitStatusSet& set = *draft.add_for_unit(request.unit_id(), unit).mutable_unit_status_set();
  set.set_status(request.status());
  set.set_reason(request.reason());
  return draft.take();
}

Decision decide(const Aggregates& aggregates, const v1::AssignUnitRequest& request, const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  const v1::Unit* unit = aggregates.unit(request.unit_id());
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_known(unit, request.unit_id()));
  TURNOUT_REQUIRE(require_open(incident));
  TURNOUT_REQUIRE(require_free(*unit, incident));
  TURNOUT_REQUIRE(require_room(incident));
  Draft draft(aggregates, context, origin_of(request));
  v1::UnitAssigned& assigned = *draft.add(incident.id(), *unit).mutable_unit_assigned();
  assigned.set_assignment(static_cast<std::uint32_t>(incident.assignments_size()) + 1);
  v1::Stamp& stamp = *assigned.mutable_stamp();
  stamp = stamp_of({.source = request.source(),
                    .device_at_ms = request.device_at_ms(),
                    .earliest_ms = incident.started_at_ms(),
                    .contact_at_ms = context.now_ms,
                    .accept_imported = context.policy.accept_imported_times()},
                   context.now_ms);
  stamp.set_reported_by(request.actor());
  return draft.take();
}

Decision decide(const Aggregates& aggregates, const v1::RecallUnitRequest& request, const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  const v1::Unit* unit = aggregates.unit(request.unit_id());
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_known(unit, request.unit_id()));
  const v1::Assignment* order = find_assignment(incident, request.unit_id());
  TURNOUT_REQUIRE(require_order(order, request.unit_id()));
  TURNOUT_REQUIRE(require_standing(*order));
  Draft draft(aggregates, context, origin_of(request));
  v1::UnitRecalled& recalled = *draft.add(incident.id(), *unit).mutable_unit_recalled();
  recalled.set_assignment(order->number());
  recalled.set_reason(request.reason());
  return draft.take();
}

}  // namespace turnout::domain
