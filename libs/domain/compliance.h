// How the limits were kept (达标率): exact figures over many incidents, from a small record of each.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/ledger.h"
#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/incident.pb.h"

namespace turnout::domain {

// What compliance needs to know of one incident: a few hundred bytes, so that a million of them fit into
// memory.
struct ComplianceRecord {
  std::string station_id;
  v1::AreaClass area_class = v1::AREA_CLASS_UNSPECIFIED;
  v1::Priority priority = v1::PRIORITY_UNSPECIFIED;
  std::int64_t started_at_ms = 0;
  bool cancelled = false;
  bool late_entry = false;
  std::uint32_t orders = 0;
  std::string
      closed_unattended_by;  // who answered for an incident that was closed without anybody en route; else empty
  std::int64_t en_route_after_ms = -1;  // first unit en route, from the start; −1 = none
  std::int64_t on_scene_after_ms = -1;

  struct StageSpan {
    v1::Stage stage;
    bool excluded;
    std::int64_t duration_ms;
  };
  std::vector<StageSpan> stages;  // of each order, and of the incident's disposition

  struct ClockEnd {
    v1::ClockKind kind;
    v1::ClockVerdict verdict;  // UNSPECIFIED = running
    bool fired;
  };
  std::vector<ClockEnd> clocks;

  // What a turnout clock that was not kept waited for, from its start to its stop or its incident's end.
  // While it runs the last one has no end yet.
  std::vector<WaitSpan> late;

  // How far the reported times can be relied on.
  struct Trust {
    std::uint16_t verified = 0;
    std::uint16_t unverified = 0;
    std::uint16_t no_fix = 0;
    std::uint16_t pending = 0;
    std::uint16_t confirmed = 0;
    std::uint16_t rejected = 0;
    std::uint16_t corrected = 0;
  };
  Trust trust;
};

ComplianceRecord record_of(const v1::Incident& incident);

// Whether the record belongs to the selection that a request makes. `to_ms` 0 = no end.
bool is_selected(const ComplianceRecord& record, const v1::GetComplianceRequest& request);

// The figures of these records at `now_ms`, until which clocks that still run are late. Cancelled incidents
// are counted and in no other figure. Percentiles by nearest rank.
v1::ComplianceRow figures_of(const std::vector<const ComplianceRecord*>& records, std::int64_t now_ms);

}  // namespace turnout::domain
