#include "domain/reassign_order.h"

#include "domain/clocks.h"
#include "domain/crew.h"
#include "domain/event_builder.h"
#include "domain/orders.h"
#include "domain/require.h"
#include "domain/stages.h"

namespace turnout::domain {
namespace {

std::uint32_t max_reassignments(const v1::Incident& incident) {
  const v1::EffectiveClock* limit = find_effective_clock(incident, v1::CLOCK_KIND_ACKNOWLEDGE);
  return limit == nullptr ? 0 : limit->max_reassignments();
}

bool is_unsigned_in_time(const v1::Incident& incident, const v1::Order& order) {
  const v1::Clock* clock = find_clock(incident, v1::CLOCK_KIND_ACKNOWLEDGE, order.number());
  return is_active(order) && clock != nullptr && is_overdue(*clock);
}

bool has_next_unit(const v1::Incident& incident, const v1::Order& order) {
  for (const v1::Order& other : incident.orders()) {
    if (other.reassigned_from() == order.number()) return true;
  }
  return false;
}

bool wants_reassignment(const v1::Incident& incident, const v1::Order& order) {
  if (order.reassignment_failed() || has_next_unit(incident, order)) return false;
  const bool declined = order.end() == v1::ORDER_END_DECLINED && !was_followed(incident, order);
  return declined || is_unsigned_in_time(incident, order);
}

std::string why(const v1::Order& order) {
  return order.end() == v1::ORDER_END_DECLINED ? "declined by its unit" : "not signed in time";
}

v1::Stamp stamp_of_the_service(std::int64_t now_ms) {
  v1::Stamp stamp;
  stamp.set_at_ms(now_ms);
  stamp.set_basis(v1::TIME_BASIS_SERVER);
  stamp.set_server_at_ms(now_ms);
  stamp.set_source(v1::TIME_SOURCE_BUTTON);
  stamp.set_reported_by(service_meta().actor);
  return stamp;
}

void give_up(EventBuilder& builder, const v1::Incident& incident, std::uint32_t order,
             const std::string& reason) {
  v1::ReassignmentFailed& failed = *builder.add(incident.id()).mutable_reassignment_failed();
  failed.set_order_number(order);
  failed.set_reason(reason);
}

}  // namespace

std::optional<std::uint32_t> order_to_reassign(const v1::Incident& incident) {
  if (incident.has_cancellation()) return std::nullopt;
  if (incident.status() != v1::INCIDENT_STATUS_OPEN || max_reassignments(incident) == 0) return std::nullopt;
  if (first_reached(incident, v1::MILESTONE_EN_ROUTE) != nullptr) return std::nullopt;
  for (const v1::Order& order : incident.orders()) {
    if (wants_reassignment(incident, order)) return order.number();
  }
  return std::nullopt;
}

std::uint32_t reassignments_before(const v1::Incident& incident, std::uint32_t order) {
  std::uint32_t count = 0;
  while (const v1::Order* found = find_order(incident, order)) {
    if (found->reassigned_from() == 0) break;
    order = found->reassigned_from();
    ++count;
  }
  return count;
}

Decision decide_reassignment(const Aggregates& aggregates, const Reassignment& reassignment,
                             const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  const std::optional<std::uint32_t> number = order_to_reassign(incident);
  if (!number) return std::vector<v1::Event>();
  const v1::Order& order = *find_order(incident, *number);
  EventBuilder builder(aggregates, context);
  const std::uint32_t before = reassignments_before(incident, *number);
  if (before >= max_reassignments(incident)) {
    give_up(builder, incident, *number,
            "reassigned " + std::to_string(before) + " times in a row, the most that the policy allows");
    return builder.take();
  }
  if (reassignment.unit_id.empty()) {
    give_up(builder, incident, *number, reassignment.reason);
    return builder.take();
  }
  const v1::Unit* unit = aggregates.unit(reassignment.unit_id);
  TURNOUT_REQUIRE(require_known(unit, reassignment.unit_id));
  TURNOUT_REQUIRE(require_free(*unit, incident));
  TURNOUT_REQUIRE(require_crew(*unit, context));
  TURNOUT_REQUIRE(require_room(incident));
  if (is_active(order)) {
    v1::UnitRecalled& recalled =
        *builder.add(incident.id(), *aggregates.unit(order.unit_id())).mutable_unit_recalled();
    recalled.set_order_number(*number);
    recalled.set_reason(why(order));
    recalled.set_is_followed(true);
  }
  v1::UnitAssigned& assigned = *builder.add(incident.id(), *unit).mutable_unit_assigned();
  assigned.set_order_number(last_order_number(incident) + 1);
  assigned.set_reassigned_from(*number);
  assigned.set_crew_leader(leader_of(*unit));
  *assigned.mutable_stamp() = stamp_of_the_service(context.now_ms);
  return builder.take();
}

}  // namespace turnout::domain
