#include <algorithm>
#include <iterator>
#include <limits>

#include "domain/clocks.h"
#include "domain/compliance.h"
#include "domain/edges.h"
#include "domain/pending_times.h"
#include "domain/stages.h"

namespace turnout::domain {
namespace {

std::int64_t after_start(const v1::Incident& incident, v1::Milestone milestone) {
  const v1::Stamp* reached = first_reached(incident, milestone);
  return reached == nullptr ? -1 : reached->at_ms() - incident.started_at_ms();
}

std::string closed_unattended_by(const v1::Incident& incident) {
  const bool somebody_went =
      instant_of(incident, v1::CLOCK_EDGE_EN_ROUTE, {.first = incident.orders_before_reopening() + 1})
          .has_value();
  const bool is_unattended = incident.status() == v1::INCIDENT_STATUS_CLOSED && !somebody_went;
  return is_unattended ? incident.responsible().officer_id() : "";
}

std::vector<WaitSpan> late_waits(const v1::Incident& incident) {
  std::vector<WaitSpan> waits;
  for (const v1::Clock& turnout : incident.clocks()) {
    if (turnout.kind() != v1::CLOCK_KIND_TURNOUT || !is_missed(turnout)) continue;
    std::int64_t until_ms = std::numeric_limits<std::int64_t>::max();
    if (incident.ended_at_ms() != 0) until_ms = incident.ended_at_ms();
    if (turnout.stopped_at_ms() != 0) until_ms = turnout.stopped_at_ms();
    std::ranges::move(waits_between(incident, turnout.started_at_ms(), until_ms), std::back_inserter(waits));
  }
  return waits;
}

void count_arrival(const v1::Stamp& stamp, ComplianceRecord::Trust& trust) {
  if (stamp.scene_check() == v1::SCENE_CHECK_VERIFIED) ++trust.verified;
  if (stamp.scene_check() == v1::SCENE_CHECK_UNVERIFIED) ++trust.unverified;
  if (stamp.scene_check() == v1::SCENE_CHECK_NO_FIX) ++trust.no_fix;
}

void count_adjudication(const v1::Stamp& stamp, ComplianceRecord::Trust& trust) {
  if (awaits_adjudication(stamp)) ++trust.pending;
  if (stamp.basis() == v1::TIME_BASIS_CONFIRMED) ++trust.confirmed;
  if (stamp.basis() == v1::TIME_BASIS_REJECTED) ++trust.rejected;
  if (stamp.basis() == v1::TIME_BASIS_CORRECTED) ++trust.corrected;
}

ComplianceRecord::Trust trust_of(const v1::Incident& incident) {
  ComplianceRecord::Trust trust;
  for (const v1::Order& order : incident.orders()) {
    for (const v1::MilestoneStamp& reached : order.milestones()) {
      if (reached.stamp().implied()) continue;
      count_arrival(reached.stamp(), trust);
      count_adjudication(reached.stamp(), trust);
    }
  }
  return trust;
}

}  // namespace

ComplianceRecord record_of(const v1::Incident& incident) {
  ComplianceRecord record{.station_id = incident.station_id(),
                          .area_class = incident.area_class(),
                          .priority = incident.priority(),
                          .started_at_ms = incident.started_at_ms(),
                          .cancelled = incident.status() == v1::INCIDENT_STATUS_CANCELLED ||
                                       incident.status() == v1::INCIDENT_STATUS_DUPLICATE,
                          .late_entry = incident.late_entry(),
                          .orders = static_cast<std::uint32_t>(incident.orders_size()),
                          .closed_unattended_by = closed_unattended_by(incident),
                          .en_route_after_ms = after_start(incident, v1::MILESTONE_EN_ROUTE),
                          .on_scene_after_ms = after_start(incident, v1::MILESTONE_ON_SCENE),
                          .stages = {},
                          .clocks = {},
                          .late = late_waits(incident),
                          .trust = trust_of(incident)};
  for (const v1::StageTime& time : stage_times(incident)) {
    // Of the incident as a whole only the disposition: its other stages are those of its first unit.
    if (time.order_number() == 0 && time.stage() != v1::STAGE_ON_SCENE_TO_DISPOSITION) continue;
    record.stages.push_back({time.stage(), time.excluded(), time.duration_ms()});
  }
  for (const v1::Clock& clock : incident.clocks()) {
    record.clocks.push_back({clock.kind(), clock.verdict(), clock.fired_at_ms() != 0});
  }
  return record;
}

bool is_selected(const ComplianceRecord& record, const v1::GetComplianceRequest& request) {
  if (record.started_at_ms < request.from_ms()) return false;
  if (request.to_ms() != 0 && record.started_at_ms >= request.to_ms()) return false;
  if (!request.station_id().empty() && record.station_id != request.station_id()) return false;
  if (request.area_class() != v1::AREA_CLASS_UNSPECIFIED && record.area_class != request.area_class())
    return false;
  return request.priority() == v1::PRIORITY_UNSPECIFIED || record.priority == request.priority();
}

}  // namespace turnout::domain
