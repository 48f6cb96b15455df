#include "domain/require.h"

#include <algorithm>

#include "domain/bounds.h"
#include "domain/orders.h"

namespace turnout::domain {
namespace {

std::string how_it_ended(const v1::Incident& incident) {
  if (incident.status() == v1::INCIDENT_STATUS_CLOSED) return " is closed; reopen it first";
  if (incident.status() == v1::INCIDENT_STATUS_DUPLICATE)
    return " is a duplicate of " + incident.duplicate_of();
  return " is cancelled";
}

}  // namespace

Answer require_known(const v1::Incident& incident, const std::string& asked_id) {
  if (incident.version() != 0) return {};
  return refuse(v1::REFUSAL_REASON_UNKNOWN_INCIDENT, "incident_id",
                "no incident " + asked_id + " in this district");
}

Answer require_known(const v1::Unit* unit, const std::string& asked_id) {
  if (unit != nullptr && unit->version() != 0) return {};
  return refuse(v1::REFUSAL_REASON_UNKNOWN_UNIT, "unit_id",
                "no unit " + asked_id + " in this district; register it first");
}

Answer require_open(const v1::Incident& incident) {
  if (incident.has_cancellation()) {
    return refuse(v1::REFUSAL_REASON_INCIDENT_ENDED, "incident_id",
                  "incident " + incident.id() + " is being cancelled: " +
                      std::to_string(std::ranges::count_if(incident.orders(), is_active)) +
                      " units are still to be recalled");
  }
  if (incident.status() == v1::INCIDENT_STATUS_OPEN) return {};
  return refuse(v1::REFUSAL_REASON_INCIDENT_ENDED, "incident_id",
                "incident " + incident.id() + how_it_ended(incident));
}

Answer require_idle(const v1::Unit& unit) {
  if (unit.incident_id().empty()) return {};
  return refuse(v1::REFUSAL_REASON_UNIT_BUSY, "unit_id",
                "unit " + unit.id() + " is on incident " + unit.incident_id() +
                    "; clear or recall it first, or relieve its crew at the scene");
}

Answer require_no_units(const v1::Incident& incident) {
  const auto standing = std::ranges::count_if(incident.orders(), is_active);
  if (standing == 0) return {};
  return refuse(v1::REFUSAL_REASON_UNITS_STILL_ASSIGNED, "incident_id",
                std::to_string(standing) + " unit(s) are still on incident " + incident.id());
}

Answer require_order(const v1::Order* order, const std::string& unit_id) {
  if (order != nullptr) return {};
  return refuse(v1::REFUSAL_REASON_UNKNOWN_ORDER, "unit_id",
                "unit " + unit_id + " has no such order on this incident");
}

Answer require_active(const v1::Order& order) {
  if (is_active(order)) return {};
  return refuse(
      v1::REFUSAL_REASON_ORDER_ENDED, "unit_id",
      "order " + std::to_string(order.number()) + " of unit " + order.unit_id() + " has ended before");
}

Outcome<const v1::Order*> require_active_order(const Aggregates& aggregates, const std::string& incident_id,
                                               const std::string& unit_id) {
  TURNOUT_REQUIRE(require_known(aggregates.incident, incident_id));
  TURNOUT_REQUIRE(require_known(aggregates.unit(unit_id), unit_id));
  const v1::Order* order = find_order(aggregates.incident, unit_id);
  TURNOUT_REQUIRE(require_order(order, unit_id));
  TURNOUT_REQUIRE(require_active(*order));
  return order;
}

Answer require_free(const v1::Unit& unit, const v1::Incident& incident) {
  if (unit.status() == v1::UNIT_STATUS_OUT_OF_SERVICE) {
    return refuse(v1::REFUSAL_REASON_UNIT_OUT_OF_SERVICE, "unit_id",
                  "unit " + unit.id() + " is out of service");
  }
  if (unit.incident_id() == incident.id()) {
    return refuse(v1::REFUSAL_REASON_UNIT_ALREADY_ASSIGNED, "unit_id",
                  "unit " + unit.id() + " is on this incident already");
  }
  if (!unit.incident_id().empty()) {
    return refuse(v1::REFUSAL_REASON_UNIT_ON_ANOTHER_INCIDENT, "unit_id",
                  "unit " + unit.id() + " is on incident " + unit.incident_id());
  }
  return {};
}

Answer require_room(const v1::Incident& incident) {
  if (incident.orders_size() >= kMaxOrders) {
    return refuse(v1::REFUSAL_REASON_LIMIT_REACHED, "incident.orders",
                  "an incident holds at most " + std::to_string(kMaxOrders) + " orders");
  }
  return {};
}

}  // namespace turnout::domain
