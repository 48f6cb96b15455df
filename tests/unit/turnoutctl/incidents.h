// Incidents to draw.
#pragma once

#include <string>

#include "turnout/v1/incident.pb.h"
#include "turnout/v1/time_zone.pb.h"

namespace turnout::turnoutctl {

constexpr std::int64_t kNowMs = 1'795'406'400'000;  // 2026-11-23 04:00:00 UTC

inline v1::TimeZone shanghai() {
  v1::TimeZone zone;
  zone.set_name("Asia/Shanghai");
  zone.add_offsets()->set_offset_ms(28'800'000);
  return zone;
}

inline v1::Incident open_incident(const std::string& id) {
  v1::Incident incident;
  incident.set_id(id);
  incident.set_version(1);
  incident.set_status(v1::INCIDENT_STATUS_OPEN);
  incident.set_priority(v1::PRIORITY_URGENT);
  return incident;
}

// A running clock with this much time left at kNowMs.
inline v1::Clock& add_clock(v1::Incident& incident, v1::ClockKind kind, std::int64_t left_ms,
                            std::int64_t limit_ms = 300'000) {
  v1::Clock& clock = *incident.add_clocks();
  clock.set_kind(kind);
  clock.set_limit_ms(limit_ms);
  clock.set_due_at_ms(kNowMs + left_ms);
  clock.set_started_at_ms(kNowMs + left_ms - limit_ms);
  return clock;
}

inline v1::Order& add_order(v1::Incident& incident, const std::string& unit_id, v1::Milestone milestone) {
  v1::Order& order = *incident.add_orders();
  order.set_number(static_cast<std::uint32_t>(incident.orders_size()));
  order.set_unit_id(unit_id);
  order.add_milestones()->set_milestone(v1::MILESTONE_ASSIGNED);
  if (milestone != v1::MILESTONE_ASSIGNED) order.add_milestones()->set_milestone(milestone);
  return order;
}

}  // namespace turnout::turnoutctl
