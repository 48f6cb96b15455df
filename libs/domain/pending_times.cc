#include "domain/pending_times.h"

namespace turnout::domain {

bool awaits_adjudication(const v1::Stamp& stamp) {
  return stamp.basis() == v1::TIME_BASIS_UNCONFIRMED && !stamp.implied();
}

std::vector<v1::PendingTime> pending_times(const v1::Incident& incident) {
  std::vector<v1::PendingTime> pending;
  for (const v1::Order& order : incident.orders()) {
    for (const v1::MilestoneStamp& reached : order.milestones()) {
      if (!awaits_adjudication(reached.stamp())) continue;
      v1::PendingTime& time = pending.emplace_back();
      time.set_incident_id(incident.id());
      time.set_station_id(incident.station_id());
      time.set_unit_id(order.unit_id());
      time.set_order_number(order.number());
      time.set_milestone(reached.milestone());
      *time.mutable_stamp() = reached.stamp();
    }
  }
  return pending;
}

}  // namespace turnout::domain
