#include "domain/decline_order.h"

#include "domain/bounds.h"
#include "domain/declines.h"
#include "domain/event_builder.h"
#include "domain/orders.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/policy.pb.h"

namespace turnout::domain {
namespace {

Answer require_no_decline_pending(const v1::Order& order) {
  if (!is_decline_pending(order)) return {};
  return refuse(
      v1::REFUSAL_REASON_DECLINE_PENDING, "unit_id",
      "unit " + order.unit_id() + " has asked to return this order; the dispatcher has not answered yet");
}

}  // namespace

Outcome<void> validate(const v1::DeclineOrderRequest& request) {
  return command_on_incident(request)
      .id("unit_id", request.unit_id())
      .known("reason", request.reason(), true)
      .text("text", request.text(), request.reason() == v1::DECLINE_REASON_OTHER ? 1 : 0,
            kMaxReasonCharacters)
      .result();
}

Decision decide(const Aggregates& aggregates, const v1::DeclineOrderRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  const auto found = require_active_order(aggregates, request.incident_id(), request.unit_id());
  if (!found) return tl::unexpected(found.error());
  const v1::Order& order = **found;
  TURNOUT_REQUIRE(require_not_under_way(order));
  TURNOUT_REQUIRE(require_no_decline_pending(order));
  EventBuilder builder(aggregates, context);
  if (!context.policy.decline_needs_approval()) {
    v1::Decline decline;
    decline.set_reason(request.reason());
    decline.set_text(request.text());
    add_declined(builder, aggregates, order, decline);
    return builder.take();
  }
  v1::DeclineRequested& requested = *builder.add(incident.id()).mutable_decline_requested();
  requested.set_order_number(order.number());
  requested.set_reason(request.reason());
  requested.set_text(request.text());
  return builder.take();
}

}  // namespace turnout::domain
