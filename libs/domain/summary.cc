#include "domain/summary.h"

#include <algorithm>
#include <tuple>

#include "domain/clocks.h"
#include "domain/escalations.h"
#include "domain/orders.h"

namespace turnout::domain {
namespace {

bool is_at_risk(const v1::Clock& clock) {
  return can_fire(clock) && clock.has_risk() && clock.risk().cleared_at_ms() == 0;
}

void add_order(const v1::Order& order, v1::IncidentSummary& summary) {
  v1::OrderSummary& added = *summary.add_active_orders();
  added.set_number(order.number());
  added.set_unit_id(order.unit_id());
  added.set_signed_by(order.signed_by());
  added.set_decline_pending(is_decline_pending(order));
  if (order.milestones().empty()) return;
  const v1::MilestoneStamp& last = *order.milestones().rbegin();
  added.set_last_milestone(last.milestone());
  added.set_since_ms(last.stamp().at_ms());
}

void add_contacts(const v1::Incident& incident, v1::IncidentSummary& summary) {
  if (incident.calls_size() > 0) *summary.mutable_first_call() = incident.calls(0);
  if (incident.calls_size() > 1) *summary.mutable_last_call() = *incident.calls().rbegin();
  if (incident.notes_size() > 0) *summary.mutable_last_note() = *incident.notes().rbegin();
  summary.set_calls_total(incident.calls_total());
  summary.set_notes_total(incident.notes_total());
}

void add_clocks(const v1::Incident& incident, v1::IncidentSummary& summary) {
  const auto count = [&incident](auto is) {
    return static_cast<std::uint32_t>(std::ranges::count_if(incident.clocks(), is));
  };
  summary.set_clocks_running(count(is_running));
  summary.set_clocks_overdue(count(is_overdue));
  summary.set_at_risk(count(is_at_risk) > 0);
  if (const v1::Clock* clock = most_pressing_clock(incident)) *summary.mutable_most_pressing_clock() = *clock;
}

}  // namespace

const v1::Clock* most_pressing_clock(const v1::Incident& incident) {
  const v1::Clock* pressing = nullptr;
  const auto rank = [](const v1::Clock& clock) { return std::tuple(!is_overdue(clock), clock.due_at_ms()); };
  for (const v1::Clock& clock : incident.clocks()) {
    if (!is_running(clock)) continue;
    if (pressing == nullptr || rank(clock) < rank(*pressing)) pressing = &clock;
  }
  return pressing;
}

v1::IncidentSummary summary_of(const v1::Incident& incident) {
  v1::IncidentSummary summary;
  summary.set_id(incident.id());
  summary.set_version(incident.version());
  summary.set_status(incident.status());
  summary.set_kind(incident.kind());
  summary.set_type(incident.type());
  summary.set_priority(incident.priority());
  if (incident.has_place()) *summary.mutable_place() = incident.place();
  summary.set_station_id(incident.station_id());
  summary.set_area_class(incident.area_class());
  summary.set_started_at_ms(incident.started_at_ms());
  summary.set_received_at_ms(incident.received_at_ms());
  summary.set_ended_at_ms(incident.ended_at_ms());
  summary.set_late_entry(incident.late_entry());
  summary.set_duplicate_of(incident.duplicate_of());
  add_contacts(incident, summary);
  add_clocks(incident, summary);
  for (const v1::Order& order : incident.orders()) {
    if (is_active(order)) add_order(order, summary);
  }
  summary.set_orders_total(static_cast<std::uint32_t>(incident.orders_size()));
  if (incident.has_responsible()) *summary.mutable_responsible() = incident.responsible();
  summary.set_unanswered_escalations(
      static_cast<std::uint32_t>(std::ranges::count_if(incident.escalations(), is_unanswered)));
  summary.set_handover_pending(incident.has_handover());
  summary.set_disposition_code(incident.disposition().code());
  summary.set_unattended_since_ms(unattended_since_ms(incident));
  summary.set_reopened_at_ms(incident.reopened_at_ms());
  summary.set_is_being_cancelled(incident.has_cancellation());
  summary.set_events_missing(incident.events_missing());
  return summary;
}

}  // namespace turnout::domain
