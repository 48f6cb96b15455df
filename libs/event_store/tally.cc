#include "event_store/tally.h"

#include <chrono>

#include "domain/bounds.h"
#include "domain/stages.h"

namespace turnout::event_store {
namespace {

telemetry::Seconds seconds(std::int64_t duration_ms) {
  return std::chrono::milliseconds(duration_ms);
}

bool completes(const v1::Event& event, const v1::StageTime& time) {
  if (event.has_disposition_reported()) return time.stage() == v1::STAGE_ON_SCENE_TO_DISPOSITION;
  if (event.has_unit_assigned()) {
    return time.assignment() == event.unit_assigned().assignment() &&
           time.stage() == v1::STAGE_CALL_TO_ASSIGNED;
  }
  return event.has_milestone_reached() && time.assignment() == event.milestone_reached().assignment() &&
         domain::last_milestone_of(time.stage()) == event.milestone_reached().milestone();
}

void count_event(const v1::Event& event, v1::AreaClass area, telemetry::Metrics& metrics) {
  if (event.has_incident_reported())
    metrics.incident_reported(event.incident_reported().call().source(), area);
  if (event.has_unit_assigned()) metrics.unit_assigned();
  if (event.unit_assigned().replaces() != 0) metrics.order_replaced();
  if (event.has_reassignment_failed()) metrics.replacement_failed();
  if (event.has_deadline_at_risk()) metrics.deadline_foretold(event.deadline_at_risk().kind());
  if (event.has_risk_cleared()) metrics.risk_cleared(event.risk_cleared().kind());
  if (event.has_milestone_reached()) metrics.milestone_reached(event.milestone_reached().milestone());
  if (event.has_deadline_breached()) {
    metrics.deadline_breached(event.deadline_breached().kind(), area);
    metrics.deadline_fired(seconds(event.at_ms() - event.deadline_breached().due_at_ms()));
  }
  if (event.has_deadline_warned()) metrics.deadline_warned(event.deadline_warned().kind());
  if (event.has_escalation_raised()) {
    metrics.escalation_raised(event.escalation_raised().kind(), event.escalation_raised().role());
  }
  if (event.has_escalation_acknowledged()) {
    metrics.escalation_acknowledged(event.escalation_acknowledged().kind());
  }
}

}  // namespace

std::vector<v1::StageTime> stages_completed_by(const domain::Change& change) {
  std::vector<v1::StageTime> completed;
  if (change.incidents.empty()) return completed;
  const std::vector<v1::StageTime> times = domain::stage_times(change.incidents.front().state);
  for (const v1::Event& event : change.events) {
    for (const v1::StageTime& time : times) {
      if (!time.excluded() && completes(event, time)) completed.push_back(time);
    }
  }
  return completed;
}

void count(const domain::Change& change, telemetry::Metrics& metrics) {
  const v1::AreaClass area =
      change.incidents.empty() ? v1::AREA_CLASS_UNSPECIFIED : change.incidents.front().state.area_class();
  for (const v1::Event& event : change.events) count_event(event, area, metrics);
  for (const v1::StageTime& time : stages_completed_by(change)) {
    metrics.stage_passed(time.stage(), area, seconds(time.duration_ms()));
  }
}

}  // namespace turnout::event_store
