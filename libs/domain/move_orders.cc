#include "domain/move_orders.h"

#include <algorithm>

#include "domain/bounds.h"
#include "domain/orders.h"

namespace turnout::domain {

void move_order(EventBuilder& builder, const OrderMove& move) {
  v1::UnitRecalled& recalled = *builder.add(move.from.id(), move.unit).mutable_unit_recalled();
  recalled.set_order_number(move.order.number());
  recalled.set_reason("moved to incident " + move.to.id());
  recalled.set_is_followed(move.from_ends);
  recalled.set_moved_to_incident_id(move.to.id());
  v1::UnitAssigned& assigned = *builder.add(move.to.id(), move.unit).mutable_unit_assigned();
  assigned.set_order_number(move.number);
  assigned.set_crew_leader(move.order.crew_leader());
  assigned.set_moved_from_incident_id(move.from.id());
  *assigned.mutable_reliefs() = move.order.reliefs();
  if (move.order.has_decline()) *assigned.mutable_decline() = move.order.decline();
  *assigned.mutable_stamp() = *find_stamp(move.order, v1::MILESTONE_ASSIGNED);
  for (const v1::MilestoneStamp& each : move.order.milestones()) {
    if (each.milestone() == v1::MILESTONE_ASSIGNED || each.stamp().implied()) continue;
    v1::MilestoneReached& reached = *builder.add(move.to.id(), move.unit).mutable_milestone_reached();
    reached.set_order_number(move.number);
    reached.set_milestone(each.milestone());
    *reached.mutable_stamp() = each.stamp();
    if (each.milestone() == v1::MILESTONE_ACKNOWLEDGED) reached.set_officer_id(move.order.signed_by());
  }
}

Answer require_room_for(std::size_t count, const v1::Incident& from, const v1::Incident& to) {
  const auto moved = static_cast<int>(count);
  const int room = std::max(0, std::min(kMaxUnitsAtOnce, kMaxOrders - to.orders_size()));
  if (moved <= room) return {};
  return refuse(v1::REFUSAL_REASON_LIMIT_REACHED, "incident.orders",
                std::to_string(moved) + " units would move with incident " + from.id() + ", and " + to.id() +
                    " takes " + std::to_string(room) + "; recall " + std::to_string(moved - room) +
                    " of them first");
}

}  // namespace turnout::domain
