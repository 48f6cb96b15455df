#include "domain/declines.h"

#include "domain/orders.h"

namespace turnout::domain {

Answer require_not_under_way(const v1::Order& order) {
  if (find_stamp(order, v1::MILESTONE_EN_ROUTE) == nullptr) return {};
  return refuse(v1::REFUSAL_REASON_ORDER_UNDER_WAY, "unit_id",
                "unit " + order.unit_id() + " is en route and cannot decline; the dispatcher may recall it");
}

void add_declined(EventBuilder& builder, const Aggregates& aggregates, const v1::Order& order,
                  const v1::Decline& decline) {
  v1::Event& event = builder.add(aggregates.incident.id(), *aggregates.unit(order.unit_id()));
  v1::OrderDeclined& declined = *event.mutable_order_declined();
  declined.set_order_number(order.number());
  declined.set_reason(decline.reason());
  declined.set_text(decline.text());
}

}  // namespace turnout::domain
