#include "domain/assignments.h"
#include "domain/clocks.h"
#include "domain/decide.h"
#include "domain/draft.h"
#include "domain/require.h"
#include "domain/stages.h"

namespace turnout::domain {
namespace {

std::uint32_t most_replacements(const v1::Incident& incident) {
  const v1::ClockLimit* limit = find_limit(incident, v1::CLOCK_KIND_ACKNOWLEDGE);
  return limit == nullptr ? 0 : limit->most_reassignments();
}

bool is_unsigned_in_time(const v1::Incident& incident, const v1::Assignment& order) {
  const v1::Clock* clock = find_clock(incident, v1::CLOCK_KIND_ACKNOWLEDGE, order.number());
  return stands(order) && clock != nullptr && is_overdue(*clock);
}

bool has_successor(const v1::Incident& incident, const v1::Assignment& order) {
  for (const v1::Assignment& other : incident.assignments()) {
    if (other.replaces() == order.number()) return true;
  }
  return false;
}

bool wants_replacement(const v1::Incident& incident, const v1::Assignment& order) {
  if (order.reassignment_failed() || has_successor(incident, order)) return false;
  const bool declined = order.end() == v1::ASSIGNMENT_END_DECLINED && !was_followed(incident, order);
  return declined || is_unsigned_in_time(incident, order);
}

std::string why(const v1::Assignment& order) {
  return order.end() == v1::ASSIGNMENT_END_DECLINED ? "declined by its unit" : "not signed in time";
}

v1::Stamp stamp_of_the_service(std::int64_t now_ms) {
  v1::Stamp stamp;
  stamp.set_at_ms(now_ms);
  stamp.set_basis(v1::TIME_BASIS_SERVER);
  stamp.set_server_at_ms(now_ms);
  stamp.set_source(v1::TIME_SOURCE_BUTTON);
  stamp.set_reported_by(the_service_itself().actor);
  return stamp;
}

void give_up(Draft& draft, const v1::Incident& incident, std::uint32_t order, const std::string& reason) {
  v1::ReassignmentFailed& failed = *draft.add(incident.id()).mutable_reassignment_failed();
  failed.set_assignment(order);
  failed.set_reason(reason);
}

}  // namespace

std::optional<std::uint32_t> order_to_replace(const v1::Incident& incident) {
  if (incident.status() != v1::INCIDENT_STATUS_OPEN || most_replacements(incident) == 0) return std::nullopt;
  if (first_reached(incident, v1::MILESTONE_EN_ROUTE) != nullptr) return std::nullopt;
  for (const v1::Assignment& order : incident.assignments()) {
    if (wants_replacement(incident, order)) return order.number();
  }
  return std::nullopt;
}

std::uint32_t replacements_before(const v1::Incident& incident, std::uint32_t order) {
  std::uint32_t count = 0;
  while (const v1::Assignment* found = find_assignment(incident, order)) {
    if (found->replaces() == 0) break;
    order = found->replaces();
    ++count;
  }
  return count;
}

Decision decide_replacement(const Aggregates& aggregates, const Replacement& replacement,
                            const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  const std::optional<std::uint32_t> number = order_to_replace(incident);
  if (!number) return std::vector<v1::Event>();
  const v1::Assignment& order = *find_assignment(incident, *number);
  Draft draft(aggregates, context, the_service_itself());
  const std::uint32_t before = replacements_before(incident, *number);
  if (before >= most_replacements(incident)) {
    give_up(draft, incident, *number,
            "replaced " + std::to_string(before) + " times in a row: no more by itself");
    return draft.take();
  }
  if (replacement.unit_id.empty()) {
    give_up(draft, incident, *number, replacement.reason);
    return draft.take();
  }
  const v1::Unit* unit = aggregates.unit(replacement.unit_id);
  TURNOUT_REQUIRE(require_known(unit, replacement.unit_id));
  TURNOUT_REQUIRE(require_free(*unit, incident));
  TURNOUT_REQUIRE(require_room(incident));
  if (stands(order)) {
    v1::UnitRecalled& recalled =
        *draft.add(incident.id(), *aggregates.unit(order.unit_id())).mutable_unit_recalled();
    recalled.set_assignment(*number);
    recalled.set_reason(why(order));
  }
  v1::UnitAssigned& assigned = *draft.add(incident.id(), *unit).mutable_unit_assigned();
  assigned.set_assignment(static_cast<std::uint32_t>(incident.assignments_size()) + 1);
  assigned.set_replaces(*number);
  *assigned.mutable_stamp() = stamp_of_the_service(context.now_ms);
  return draft.take();
}

}  // namespace turnout::domain
