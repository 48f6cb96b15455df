#include <algorithm>

#include "domain/assignments.h"
#include "domain/decide.h"
#include "domain/draft.h"
#include "domain/require.h"

namespace turnout::domain {
namespace {

Answer require_not_under_way(const v1::Assignment& order) {
  if (find_stamp(order, v1::MILESTONE_EN_ROUTE) == nullptr) return {};
  return refuse(v1::REFUSAL_REASON_ASSIGNMENT_UNDER_WAY, "unit_id",
                "unit " + order.unit_id() + " is en route and cannot decline; the dispatcher may recall it");
}

Answer require_no_decline_pending(const v1::Assignment& order) {
  if (!is_decline_pending(order)) return {};
  return refuse(
      v1::REFUSAL_REASON_DECLINE_PENDING, "unit_id",
      "unit " + order.unit_id() + " has asked to return this order; the dispatcher has not ruled yet");
}

Answer require_decline_pending(const v1::Assignment& order) {
  if (is_decline_pending(order)) return {};
  return refuse(v1::REFUSAL_REASON_NO_DECLINE_PENDING, "unit_id",
                "unit " + order.unit_id() + " has not asked to return this order");
}

void decline(Draft& draft, const Aggregates& aggregates, const v1::Assignment& order,
             const v1::Decline& what) {
  v1::Event& event = draft.add(aggregates.incident.id(), *aggregates.unit(order.unit_id()));
  v1::OrderDeclined& declined = *event.mutable_order_declined();
  declined.set_assignment(order.number());
  declined.set_reason(what.reason());
  declined.set_text(what.text());
}

}  // namespace

Decision decide(const Aggregates& aggregates, const v1::DeclineOrderRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_known(aggregates.unit(request.unit_id()), request.unit_id()));
  const v1::Assignment* order = find_assignment(incident, request.unit_id());
  TURNOUT_REQUIRE(require_order(order, request.unit_id()));
  TURNOUT_REQUIRE(require_standing(*order));
  TURNOUT_REQUIRE(require_not_under_way(*order));
  TURNOUT_REQUIRE(require_no_decline_pending(*order));
  Draft draft(aggregates, context, origin_of(request));
  if (!context.policy.decline_needs_approval()) {
    v1::Decline what;
    what.set_reason(request.reason());
    what.set_text(request.text());
    decline(draft, aggregates, *order, what);
    return draft.take();
  }
  v1::DeclineRequested& requested = *draft.add(incident.id()).mutable_decline_requested();
  requested.set_assignment(order->number());
  requested.set_reason(request.reason());
  requested.set_text(request.text());
  return draft.take();
}

Decision decide(const Aggregates& aggregates, const v1::RuleOnDeclineRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_known(aggregates.unit(request.unit_id()), request.unit_id()));
  const v1::Assignment* order = find_assignment(incident, request.unit_id());
  TURNOUT_REQUIRE(require_order(order, request.unit_id()));
  TURNOUT_REQUIRE(require_standing(*order));
  if (request.approved()) TURNOUT_REQUIRE(require_not_under_way(*order));
  TURNOUT_REQUIRE(require_decline_pending(*order));
  Draft draft(aggregates, context, origin_of(request));
  if (request.approved()) {
    decline(draft, aggregates, *order, order->decline());
    return draft.take();
  }
  v1::DeclineRefused& refused = *draft.add(incident.id()).mutable_decline_refused();
  refused.set_assignment(order->number());
  refused.set_reason(request.reason());
  return draft.take();
}

}  // namespace turnout::domain
