#include "domain/split_duplicate.h"

#include <algorithm>
#include <vector>

#include "domain/adjudication.h"
#include "domain/applied_policy.h"
#include "domain/bounds.h"
#include "domain/event_builder.h"
#include "domain/move_orders.h"
#include "domain/orders.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::domain {
namespace {

// The orders that came with the duplicate, and whose units are still on the incident that was kept.
std::vector<const v1::Order*> orders_that_came(const Aggregates& aggregates) {
  std::vector<const v1::Order*> orders;
  for (const v1::Order& order : aggregates.other_incident.orders()) {
    const bool came = order.moved_from_incident_id() == aggregates.incident.id();
    if (came && is_active(order) && aggregates.unit(order.unit_id()) != nullptr) orders.push_back(&order);
  }
  return orders;
}

// Of calls or notes. The duplicate may have been given more notes since it was linked.
template <class List>
std::uint32_t count_that_came(const List& list, const std::string& from_incident_id) {
  return static_cast<std::uint32_t>(std::ranges::count_if(
      list, [&](const auto& each) { return each.from_incident_id() == from_incident_id; }));
}

}  // namespace

Outcome<void> validate(const v1::SplitDuplicateRequest& request) {
  return command_on_incident(request).text("reason", request.reason(), 1, kMaxReasonCharacters).result();
}

Decision decide(const Aggregates& aggregates, const v1::SplitDuplicateRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  if (incident.status() != v1::INCIDENT_STATUS_DUPLICATE) {
    return refuse(v1::REFUSAL_REASON_NOT_A_DUPLICATE, "incident_id",
                  "incident " + incident.id() + " is not linked to another");
  }
  const v1::Incident& kept = aggregates.other_incident;
  const std::vector<const v1::Order*> came = orders_that_came(aggregates);
  TURNOUT_REQUIRE(require_room_for(came.size(), kept, incident));
  EventBuilder builder(aggregates, context);
  v1::DuplicateSplit& split = *builder.add(incident.id()).mutable_duplicate_split();
  split.set_reason(request.reason());
  *split.mutable_applied_policy() = applied_policy_again(incident, context);
  if (kept.version() == 0) return builder.take();
  builder.add_due(kept, context);
  v1::DuplicateFreed& freed = *builder.add(kept.id()).mutable_duplicate_freed();
  freed.set_incident_id(incident.id());
  freed.set_calls(count_that_came(kept.calls(), incident.id()));
  freed.set_notes(count_that_came(kept.notes(), incident.id()));
  auto number = last_order_number(incident);
  for (const v1::Order* order : came) {
    move_order(builder, {.from = kept,
                         .order = *order,
                         .unit = *aggregates.unit(order->unit_id()),
                         .to = incident,
                         .number = ++number});
  }
  add_missed(builder, incident);
  return builder.take();
}

}  // namespace turnout::domain
