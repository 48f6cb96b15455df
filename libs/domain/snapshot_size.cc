#include "domain/snapshot_size.h"

#include <algorithm>

#include "domain/bounds.h"
#include "domain/orders.h"
#include "domain/request_meta.h"

namespace turnout::domain {
namespace {

bool fits(const v1::Incident& incident) {
  return incident.ByteSizeLong() <= kMaxSnapshotBytes;
}

// Each step returns false when it has nothing left to drop.
bool drop_note(v1::Incident& incident) {
  if (incident.notes().empty()) return false;
  incident.mutable_notes()->DeleteSubrange(0, 1);
  return true;
}

bool drop_call(v1::Incident& incident) {
  if (incident.calls_size() <= 2) return false;
  incident.mutable_calls()->DeleteSubrange(1, 1);
  return true;
}

// Of the oldest call between the first and the newest that has them: who called, and from where, stays.
bool drop_words(v1::Incident& incident) {
  for (int i = 1; i + 1 < incident.calls_size(); ++i) {
    v1::Caller& caller = *incident.mutable_calls(i)->mutable_caller();
    if (caller.words().empty()) continue;
    caller.clear_words();
    return true;
  }
  return false;
}

bool drop_reasons(v1::Incident& incident) {
  bool dropped = false;
  for (v1::Order& order : *incident.mutable_orders()) {
    if (is_active(order)) continue;
    dropped = dropped || !order.end_reason().empty() || !order.decline().text().empty();
    order.clear_end_reason();
    if (order.has_decline()) order.mutable_decline()->clear_text();
  }
  for (v1::Order& order : *incident.mutable_orders()) {
    for (v1::MilestoneStamp& reached : *order.mutable_milestones()) {
      dropped = dropped || !reached.stamp().adjudication_reason().empty();
      reached.mutable_stamp()->clear_adjudication_reason();
    }
  }
  for (v1::Escalation& escalation : *incident.mutable_escalations()) {
    dropped = dropped || !escalation.note().empty();
    escalation.clear_note();
  }
  return dropped;
}

bool drop_requests(v1::Incident& incident) {
  if (incident.applied_size() <= kRememberedRequestsAfterEnd + 1) return false;
  forget_all_but(std::max(kRememberedRequestsAfterEnd, incident.applied_size() / 2), incident);
  return true;
}

bool is_only_delivery(const v1::MilestoneStamp& reached) {
  return reached.milestone() == v1::MILESTONE_DELIVERED || reached.milestone() == v1::MILESTONE_READ;
}

bool drop_deliveries(v1::Incident& incident) {
  for (v1::Order& order : *incident.mutable_orders()) {
    if (is_active(order)) continue;
    auto& milestones = *order.mutable_milestones();
    const auto kept = std::remove_if(milestones.begin(), milestones.end(), is_only_delivery);
    if (kept == milestones.end()) continue;
    milestones.erase(kept, milestones.end());
    return true;
  }
  return false;
}

// What was reported after an order's end, which counts for nothing.
bool drop_after_end(v1::Incident& incident) {
  for (v1::Order& order : *incident.mutable_orders()) {
    if (order.after_end().empty()) continue;
    order.clear_after_end();
    return true;
  }
  return false;
}

// Who reported and who adjudicated the times of an order that has ended.
bool drop_names(v1::Incident& incident) {
  for (v1::Order& order : *incident.mutable_orders()) {
    if (is_active(order)) continue;
    bool dropped = false;
    for (v1::MilestoneStamp& reached : *order.mutable_milestones()) {
      v1::Stamp& stamp = *reached.mutable_stamp();
      dropped = dropped || !stamp.reported_by().empty() || !stamp.adjudicated_by().empty();
      stamp.clear_reported_by();
      stamp.clear_adjudicated_by();
    }
    if (dropped) return true;
  }
  return false;
}

bool drop_later_calls(v1::Incident& incident) {
  if (incident.calls_size() <= 1) return false;
  incident.mutable_calls()->DeleteSubrange(1, incident.calls_size() - 1);
  return true;
}

}  // namespace

void bound_size(v1::Incident& incident) {
  for (const auto drop : {drop_note, drop_words, drop_reasons, drop_requests, drop_deliveries, drop_after_end,
                          drop_call, drop_names, drop_later_calls}) {
    while (!fits(incident) && drop(incident)) {
    }
  }
}

}  // namespace turnout::domain
