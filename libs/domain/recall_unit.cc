#include "domain/recall_unit.h"

#include "domain/bounds.h"
#include "domain/event_builder.h"
#include "domain/orders.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::domain {

Outcome<void> validate(const v1::RecallUnitRequest& request) {
  return command_on_incident(request)
      .id("unit_id", request.unit_id())
      .text("reason", request.reason(), 1, kMaxReasonCharacters)
      .result();
}

Decision decide(const Aggregates& aggregates, const v1::RecallUnitRequest& request, const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  const v1::Unit* unit = aggregates.unit(request.unit_id());
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_known(unit, request.unit_id()));
  const v1::Order* order = find_order(incident, request.unit_id());
  TURNOUT_REQUIRE(require_order(order, request.unit_id()));
  TURNOUT_REQUIRE(require_active(*order));
  EventBuilder builder(aggregates, context);
  v1::UnitRecalled& recalled = *builder.add(incident.id(), *unit).mutable_unit_recalled();
  recalled.set_order_number(order->number());
  recalled.set_reason(request.reason());
  return builder.take();
}

}  // namespace turnout::domain
