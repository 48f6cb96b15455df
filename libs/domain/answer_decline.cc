#include "domain/answer_decline.h"

#include "domain/bounds.h"
#include "domain/declines.h"
#include "domain/event_builder.h"
#include "domain/orders.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::domain {
namespace {

Answer require_decline_pending(const v1::Order& order) {
  if (is_decline_pending(order)) return {};
  return refuse(v1::REFUSAL_REASON_NO_DECLINE_PENDING, "unit_id",
                "unit " + order.unit_id() + " has not asked to return this order");
}

}  // namespace

Outcome<void> validate(const v1::AnswerDeclineRequest& request) {
  return command_on_incident(request)
      .id("unit_id", request.unit_id())
      .text("reason", request.reason(), request.approved() ? 0 : 1, kMaxReasonCharacters)
      .result();
}

Decision decide(const Aggregates& aggregates, const v1::AnswerDeclineRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  const auto found = require_active_order(aggregates, request.incident_id(), request.unit_id());
  if (!found) return tl::unexpected(found.error());
  const v1::Order& order = **found;
  if (request.approved()) TURNOUT_REQUIRE(require_not_under_way(order));
  TURNOUT_REQUIRE(require_decline_pending(order));
  EventBuilder builder(aggregates, context);
  if (request.approved()) {
    add_declined(builder, aggregates, order, order.decline());
    return builder.take();
  }
  v1::DeclineRefused& refused = *builder.add(incident.id()).mutable_decline_refused();
  refused.set_order_number(order.number());
  refused.set_reason(request.reason());
  return builder.take();
}

}  // namespace turnout::domain
