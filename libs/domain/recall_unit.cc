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
  const auto found = require_active_order(aggregates, request.incident_id(), request.unit_id());
  if (!found) return tl::unexpected(found.error());
  const v1::Order& order = **found;
  EventBuilder builder(aggregates, context);
  v1::UnitRecalled& recalled =
      *builder.add(incident.id(), *aggregates.unit(request.unit_id())).mutable_unit_recalled();
  recalled.set_order_number(order.number());
  recalled.set_reason(request.reason());
  return builder.take();
}

}  // namespace turnout::domain
