#include "domain/pending_times.h"

#include <algorithm>

#include "domain/call_start.h"
#include "domain/orders.h"

namespace turnout::domain {

bool awaits_adjudication(const v1::Stamp& stamp) {
  return stamp.basis() == v1::TIME_BASIS_UNCONFIRMED && !stamp.implied();
}

namespace {

v1::PendingTime pending_start(const v1::Incident& incident) {
  v1::PendingTime time;
  time.set_incident_id(incident.id());
  time.set_station_id(incident.station_id());
  v1::Stamp& stamp = *time.mutable_stamp();
  stamp.set_at_ms(incident.started_at_ms());
  stamp.set_server_at_ms(incident.received_at_ms());
  stamp.set_basis(v1::TIME_BASIS_UNCONFIRMED);
  const auto call = std::ranges::find_if(incident.calls(), &v1::Call::is_start_implausible);
  if (call == incident.calls().end()) return time;
  stamp.set_device_at_ms(said_start_ms(*call));
  stamp.set_reported_by(call->received_by());
  return time;
}

void add_if_pending(const v1::MilestoneStamp& reached, const v1::Order& order, const v1::Incident& incident,
                    std::vector<v1::PendingTime>& pending) {
  if (!awaits_adjudication(reached.stamp())) return;
  if (&reached.stamp() != find_reported(order, reached.milestone())) return;
  v1::PendingTime& time = pending.emplace_back();
  time.set_incident_id(incident.id());
  time.set_station_id(incident.station_id());
  time.set_unit_id(order.unit_id());
  time.set_order_number(order.number());
  time.set_milestone(reached.milestone());
  *time.mutable_stamp() = reached.stamp();
}

}  // namespace

std::vector<v1::PendingTime> pending_times(const v1::Incident& incident) {
  std::vector<v1::PendingTime> pending;
  if (incident.is_start_implausible()) pending.push_back(pending_start(incident));
  for (const v1::Order& order : incident.orders()) {
    for (const v1::MilestoneStamp& reached : order.milestones())
      add_if_pending(reached, order, incident, pending);
    for (const v1::MilestoneStamp& late : order.after_end()) add_if_pending(late, order, incident, pending);
  }
  return pending;
}

}  // namespace turnout::domain
