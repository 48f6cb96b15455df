#include "domain/apply_to_order.h"

#include "domain/bounds.h"
#include "domain/edges.h"
#include "domain/escalations.h"
#include "domain/orders.h"
#include "domain/responsible.h"

namespace turnout::domain {
namespace {

void end(v1::Order& order, v1::OrderEnd how, std::int64_t at_ms) {
  if (!is_active(order)) return;
  order.set_end(how);
  order.set_ended_at_ms(at_ms);
}

void ask_to_return(v1::Order& order, const v1::Event& event, v1::DeclineReason reason,
                   const std::string& text) {
  order.clear_decline();
  v1::Decline& decline = *order.mutable_decline();
  decline.set_reason(reason);
  decline.set_text(text);
  decline.set_requested_by(event.actor());
  decline.set_requested_at_ms(event.at_ms());
}

// Since the incident was opened or reopened.
bool has_unit_under_way(const v1::Incident& incident) {
  return instant_of(incident, v1::CLOCK_EDGE_EN_ROUTE, {.first = incident.orders_before_reopening() + 1})
      .has_value();
}

void on(const v1::UnitAssigned& assigned, const v1::Event& event, v1::Incident& incident) {
  const bool has_own_clocks = has_unit_under_way(incident);
  v1::Order& order = *incident.add_orders();
  order.set_has_own_clocks(has_own_clocks);
  order.set_number(assigned.order_number());
  order.set_unit_id(event.unit_id());
  order.set_reassigned_from(assigned.reassigned_from());
  order.set_moved_from_incident_id(assigned.moved_from_incident_id());
  order.set_crew_leader(assigned.crew_leader());
  *order.mutable_reliefs() = assigned.reliefs();
  if (assigned.has_decline()) *order.mutable_decline() = assigned.decline();
  reach(order, v1::MILESTONE_ASSIGNED, assigned.stamp());
}

void on(const v1::MilestoneReached& reached, const v1::Event&, v1::Order& order, v1::Incident& incident) {
  const v1::Stamp& stamp = reached.stamp();
  if (reached.after_end()) return keep_after_end(order, reached.milestone(), stamp);
  reach(order, reached.milestone(), stamp);
  if (reached.milestone() == v1::MILESTONE_CLEARED) end(order, v1::ORDER_END_CLEARED, stamp.at_ms());
  if (reached.milestone() != v1::MILESTONE_ACKNOWLEDGED) return;
  const std::string& officer = reached.officer_id().empty() ? stamp.reported_by() : reached.officer_id();
  if (order.signed_by().empty()) order.set_signed_by(officer);
  take_over_by_signature(incident, officer, stamp.at_ms());
}

void on(const v1::TimeAdjudicated& adjudicated, const v1::Event&, v1::Order& order, v1::Incident&) {
  rule(order, adjudicated.milestone(), adjudicated.after());
}

void on(const v1::DeclineRequested& requested, const v1::Event& event, v1::Order& order, v1::Incident&) {
  ask_to_return(order, event, requested.reason(), requested.text());
}

void on(const v1::DeclineRefused& refused, const v1::Event& event, v1::Order& order, v1::Incident&) {
  order.mutable_decline()->set_answered_by(event.actor());
  order.mutable_decline()->set_refusal_reason(refused.reason());
}

// Either the unit's own word, or the dispatcher's approval of what the unit had asked for.
void on(const v1::OrderDeclined& declined, const v1::Event& event, v1::Order& order, v1::Incident& incident) {
  if (is_decline_pending(order)) {
    order.mutable_decline()->set_answered_by(event.actor());
  } else {
    ask_to_return(order, event, declined.reason(), declined.text());
  }
  order.mutable_decline()->set_approved(true);
  order.set_end_reason(declined.text());
  end(order, v1::ORDER_END_DECLINED, event.at_ms());
  // A reassignment that failed while it was unsigned does not count any more: the decline may be reassigned.
  order.set_reassignment_failed(false);
  restart_ladder(incident, v1::CLOCK_KIND_ACKNOWLEDGE, order.number(), event.at_ms());
}

void on(const v1::ReassignmentFailed&, const v1::Event& event, v1::Order& order, v1::Incident& incident) {
  order.set_reassignment_failed(true);
  hurry_ladder(incident, order.number(), event.at_ms());
}

void on(const v1::UnitRecalled& recalled, const v1::Event& event, v1::Order& order, v1::Incident&) {
  end(order, v1::ORDER_END_RECALLED, event.at_ms());
  order.set_end_reason(recalled.reason());
  order.set_moved_to_incident_id(recalled.moved_to_incident_id());
}

void on(const v1::CrewRelieved& relieved, const v1::Event& event, v1::Order& order, v1::Incident&) {
  if (order.reliefs_size() == kMaxReliefsKept) order.mutable_reliefs()->DeleteSubrange(0, 1);
  v1::Relief& relief = *order.add_reliefs();
  relief.set_officer_id(relieved.shift().officers(0));
  relief.set_at_ms(event.at_ms());
}

template <class Body>
void on_order(const Body& body, const v1::Event& event, v1::Incident& incident) {
  v1::Order* order = find_order(incident, body.order_number());
  if (order != nullptr) on(body, event, *order, incident);
}

}  // namespace

void apply_to_order(const v1::Event& event, v1::Incident& incident) {
  if (event.has_unit_assigned()) on(event.unit_assigned(), event, incident);
  if (event.has_milestone_reached()) on_order(event.milestone_reached(), event, incident);
  if (event.has_time_adjudicated()) on_order(event.time_adjudicated(), event, incident);
  if (event.has_decline_requested()) on_order(event.decline_requested(), event, incident);
  if (event.has_decline_refused()) on_order(event.decline_refused(), event, incident);
  if (event.has_order_declined()) on_order(event.order_declined(), event, incident);
  if (event.has_reassignment_failed()) on_order(event.reassignment_failed(), event, incident);
  if (event.has_crew_relieved()) on_order(event.crew_relieved(), event, incident);
  if (event.has_unit_recalled()) on_order(event.unit_recalled(), event, incident);
}

}  // namespace turnout::domain
