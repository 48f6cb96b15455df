#include "domain/split_duplicate.h"

#include <algorithm>
#include <vector>

#include "domain/adjudication.h"
#include "domain/applied_policy.h"
#include "domain/bounds.h"
#include "domain/call_start.h"
#include "domain/correct_start.h"
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

struct Start {
  std::int64_t at_ms;
  bool is_implausible;
};

// By the incident's own first call and those of its duplicates but one. The incident's start if nothing is known of some of them, and
// if it is not by calls: a supervisor has ruled on it.
Start start_without(const v1::Incident& duplicate, const v1::Incident& kept) {
  const Start as_it_is{.at_ms = kept.started_at_ms(), .is_implausible = kept.is_start_implausible()};
  if (kept.calls().empty()) return as_it_is;
  std::int64_t start_ms = start_of(kept.calls(0));
  bool is_implausible = kept.calls(0).is_start_implausible();
  for (const std::string& id : kept.duplicates()) {
    if (id == duplicate.id()) continue;
    const auto call = std::ranges::find(kept.calls(), id, &v1::Call::from_incident_id);
    if (call == kept.calls().end()) return as_it_is;
    start_ms = std::min(start_ms, start_of(*call));
    is_implausible = is_implausible || call->is_start_implausible();
  }
  if (std::min(start_ms, duplicate.started_at_ms()) != kept.started_at_ms()) return as_it_is;
  return {.at_ms = std::min(start_ms, latest_start_ms(kept)),
          .is_implausible = kept.is_start_implausible() && is_implausible};
}

void add_start(const v1::Incident& kept, const Start& start, const Context& context,
               v1::DuplicateFreed& freed) {
  freed.set_started_at_ms(start.at_ms);
  freed.set_is_start_implausible(start.is_implausible);
  v1::Incident subject = kept;
  subject.set_started_at_ms(start.at_ms);
  *freed.mutable_applied_policy() = applied_policy_again(subject, context);
}

// What was ruled on the times of orders while they belonged to the other incident holds for the record of this one too.
void add_rulings(const v1::Incident& incident, const v1::Incident& kept, EventBuilder& builder) {
  for (const v1::Order& order : incident.orders()) {
    if (order.moved_to_incident_id() != kept.id()) continue;
    const v1::Order* moved = find_order_from(kept, incident.id(), order.unit_id());
    if (moved == nullptr) continue;
    for (const v1::MilestoneStamp& ruled : moved->milestones()) {
      const v1::Stamp* before = find_reported(order, ruled.milestone());
      if (before == nullptr || ruled.stamp().adjudicated_by().empty()) continue;
      if (before->SerializeAsString() == ruled.stamp().SerializeAsString())
        continue;  // ruled before the link
      v1::TimeAdjudicated& adjudicated = *builder.add(incident.id()).mutable_time_adjudicated();
      adjudicated.set_order_number(order.number());
      adjudicated.set_milestone(ruled.milestone());
      *adjudicated.mutable_before() = *before;
      *adjudicated.mutable_after() = ruled.stamp();
    }
  }
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
  const bool is_open = kept.status() == v1::INCIDENT_STATUS_OPEN;
  if (is_open) add_start(kept, start_without(incident, kept), context, freed);
  add_rulings(incident, kept, builder);
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
