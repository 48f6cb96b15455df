#include <algorithm>

#include "domain/aggregates.h"
#include "domain/apply.h"
#include "domain/request_meta.h"
#include "domain/stamp.h"
#include "domain/terminal_clock.h"

namespace turnout::domain {
namespace {

void set_free(v1::Unit& unit) {
  unit.set_status(v1::UNIT_STATUS_AVAILABLE);
  unit.clear_incident_id();
  unit.clear_order_number();
}

bool is_on(const v1::Unit& unit, const v1::Event& event, std::uint32_t order_number) {
  return unit.incident_id() == event.incident_id() && unit.order_number() == order_number;
}

// A milestone that comes out of order never takes the unit a step back.
void advance(v1::Unit& unit, v1::UnitStatus status) {
  unit.set_status(std::max(unit.status(), status));
}

void on(const v1::UnitRegistered& registered, const v1::Event& event, v1::Unit& unit) {
  unit.set_id(event.unit_id());
  *unit.mutable_details() = registered.details();
  if (unit.status() == v1::UNIT_STATUS_UNSPECIFIED) unit.set_status(v1::UNIT_STATUS_AVAILABLE);
  if (unit.position_at_ms() != 0) return;
  unit.clear_position();
  if (registered.details().has_base()) *unit.mutable_position() = registered.details().base();
}

void on(const v1::UnitStatusSet& set, v1::Unit& unit) {
  unit.set_status(set.status());
  unit.set_status_reason(set.reason());
}

void hear_from_terminal(std::int64_t received_at_ms, v1::Unit& unit) {
  const TerminalContact contact =
      contact_after({.received_at_ms = unit.contact_received_at_ms(), .since_ms = unit.contact_since_ms()},
                    received_at_ms, kReportGapMs);
  unit.set_contact_received_at_ms(contact.received_at_ms);
  unit.set_contact_since_ms(contact.since_ms);
}

void board(const v1::Shift& shift, const v1::Event& event, v1::Unit& unit) {
  hear_from_terminal(event.at_ms(), unit);
  *unit.mutable_shift() = shift;
  unit.clear_device_sequence();  // the crew may bring another terminal
  unit.clear_terminal_clock();
  unit.clear_orders_in_shift();
}

void on(const v1::UnitSignedOn& signed_on, const v1::Event& event, v1::Unit& unit) {
  board(signed_on.shift(), event, unit);
  unit.set_status(v1::UNIT_STATUS_AVAILABLE);
  unit.clear_status_reason();
}

void on(const v1::UnitSignedOff& signed_off, v1::Unit& unit) {
  unit.clear_shift();
  unit.clear_orders_in_shift();
  unit.set_status(v1::UNIT_STATUS_OUT_OF_SERVICE);
  unit.set_status_reason(signed_off.reason());
}

void on(const v1::UnitAssigned& assigned, const v1::Event& event, v1::Unit& unit) {
  unit.set_status(v1::UNIT_STATUS_ASSIGNED);
  unit.set_incident_id(event.incident_id());
  unit.set_order_number(assigned.order_number());
  unit.set_orders_in_shift(unit.orders_in_shift() + 1);
}

void on(const v1::MilestoneReached& reached, const v1::Event& event, v1::Unit& unit) {
  const v1::Stamp& stamp = reached.stamp();
  if (is_from_terminal(stamp.source())) {
    hear_from_terminal(stamp.server_at_ms(), unit);
    unit.set_contact_at_ms(std::max(unit.contact_at_ms(), stamp.at_ms()));
    if (stamp.device_sequence() != 0 && is_next(stamp.device_sequence(), unit.device_sequence())) {
      unit.set_device_sequence(stamp.device_sequence());
    }
    if (stamp.device_at_ms() != 0) {
      observe(*unit.mutable_terminal_clock(), stamp.device_at_ms(), stamp.server_at_ms());
    }
  }
  const std::int64_t there_at_ms = stamp.position_at_ms() != 0 ? stamp.position_at_ms() : stamp.at_ms();
  if (stamp.has_position() && there_at_ms >= unit.position_at_ms()) {
    *unit.mutable_position() = stamp.position();
    unit.set_position_at_ms(there_at_ms);
  }
  if (!is_on(unit, event, reached.order_number())) return;
  if (reached.milestone() == v1::MILESTONE_EN_ROUTE) advance(unit, v1::UNIT_STATUS_EN_ROUTE);
  if (reached.milestone() == v1::MILESTONE_ON_SCENE) advance(unit, v1::UNIT_STATUS_ON_SCENE);
  if (reached.milestone() == v1::MILESTONE_CLEARED) set_free(unit);
}

}  // namespace

void apply(const v1::Event& event, v1::Unit& unit) {
  const std::string& id = unit.id().empty() ? event.unit_id() : unit.id();
  unit.set_version(unit_version_after(event, id));
  if (event.has_unit_registered()) on(event.unit_registered(), event, unit);
  if (event.has_unit_status_set()) on(event.unit_status_set(), unit);
  if (event.has_unit_signed_on()) on(event.unit_signed_on(), event, unit);
  if (event.has_unit_signed_off()) on(event.unit_signed_off(), unit);
  if (event.has_unit_assigned()) on(event.unit_assigned(), event, unit);
  if (event.has_milestone_reached()) on(event.milestone_reached(), event, unit);
  if (event.has_crew_relieved()) board(event.crew_relieved().shift(), event, unit);
  const bool is_ended =
      (event.has_order_declined() && is_on(unit, event, event.order_declined().order_number())) ||
      (event.has_unit_recalled() && is_on(unit, event, event.unit_recalled().order_number()));
  if (is_ended) set_free(unit);
  remember(event, unit);
}

}  // namespace turnout::domain
