#include <algorithm>

#include "domain/apply.h"
#include "domain/request.h"
#include "domain/stamp.h"

namespace turnout::domain {
namespace {

void set_free(v1::Unit& unit) {
  unit.set_status(v1::UNIT_STATUS_AVAILABLE);
  unit.clear_incident_id();
  unit.clear_assignment();
}

bool is_on(const v1::Unit& unit, const v1::Event& event, std::uint32_t assignment) {
  return unit.incident_id() == event.incident_id() && unit.assignment() == assignment;
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

void on(const v1::UnitSignedOn& signed_on, v1::Unit& unit) {
  *unit.mutable_shift() = signed_on.shift();
  unit.set_status(v1::UNIT_STATUS_AVAILABLE);
  unit.clear_status_reason();
}

void on(const v1::UnitSignedOff& signed_off, v1::Unit& unit) {
  unit.clear_shift();
  unit.set_status(v1::UNIT_STATUS_OUT_OF_SERVICE);
  unit.set_status_reason(signed_off.reason());
}

void on(const v1::UnitAssigned& assigned, const v1::Event& event, v1::Unit& unit) {
  unit.set_status(v1::UNIT_STATUS_ASSIGNED);
  unit.set_incident_id(event.incident_id());
  unit.set_assignment(assigned.assignment());
}

void on(const v1::MilestoneReached& reached, const v1::Event& event, v1::Unit& unit) {
  const v1::Stamp& stamp = reached.stamp();
  if (is_from_terminal(stamp.source())) {
    unit.set_contact_at_ms(std::max(unit.contact_at_ms(), stamp.at_ms()));
    unit.set_device_sequence(std::max(unit.device_sequence(), stamp.device_sequence()));
  }
  const std::int64_t there_at_ms = stamp.position_at_ms() != 0 ? stamp.position_at_ms() : stamp.at_ms();
  if (stamp.has_position() && there_at_ms >= unit.position_at_ms()) {
    *unit.mutable_position() = stamp.position();
    unit.set_position_at_ms(there_at_ms);
  }
  if (!is_on(unit, event, reached.assignment())) return;
  if (reached.milestone() == v1::MILESTONE_EN_ROUTE) advance(unit, v1::UNIT_STATUS_EN_ROUTE);
  if (reached.milestone() == v1::MILESTONE_ON_SCENE) advance(unit, v1::UNIT_STATUS_ON_SCENE);
  if (reached.milestone() == v1::MILESTONE_CLEARED) set_free(unit);
}

}  // namespace

void apply(const v1::Event& event, v1::Unit& unit) {
  unit.set_version(event.unit_version());
  switch (event.body_case()) {
    case v1::Event::kUnitRegistered:
      on(event.unit_registered(), event, unit);
      break;
    case v1::Event::kUnitStatusSet:
      on(event.unit_status_set(), unit);
      break;
    case v1::Event::kUnitSignedOn:
      on(event.unit_signed_on(), unit);
      break;
    case v1::Event::kUnitSignedOff:
      on(event.unit_signed_off(), unit);
      break;
    case v1::Event::kUnitAssigned:
      on(event.unit_assigned(), event, unit);
      break;
    case v1::Event::kMilestoneReached:
      on(event.milestone_reached(), event, unit);
      break;
    case v1::Event::kOrderDeclined:
      if (is_on(unit, event, event.order_declined().assignment())) set_free(unit);
      break;
    case v1::Event::kUnitRecalled:
      if (is_on(unit, event, event.unit_recalled().assignment())) set_free(unit);
      break;
    case v1::Event::kIncidentReported:
    case v1::Event::kCallAdded:
    case v1::Event::kNoteAdded:
    case v1::Event::kIncidentAmended:
    case v1::Event::kIncidentCancelled:
    case v1::Event::kDispositionReported:
    case v1::Event::kIncidentClosed:
    case v1::Event::kIncidentReopened:
    case v1::Event::kDeadlineBreached:
    case v1::Event::kDeadlineWarned:
    case v1::Event::kEscalationRaised:
    case v1::Event::kEscalationAcknowledged:
    case v1::Event::kDeclineRequested:
    case v1::Event::kDeclineRefused:
    case v1::Event::kReassignmentFailed:
    case v1::Event::kDeadlineAtRisk:
    case v1::Event::kRiskCleared:
    case v1::Event::kHandoverRequested:
    case v1::Event::kHandoverAccepted:
    case v1::Event::kHandoverRefused:
    case v1::Event::kHandoverArbitrated:
    case v1::Event::kTimeRuled:
    case v1::Event::kDuplicateLinked:
    case v1::Event::kDuplicateSplit:
    case v1::Event::BODY_NOT_SET:
      break;
  }
  remember(event, unit);
}

}  // namespace turnout::domain
