#include "archive/rows_of_incident.h"

#include <algorithm>
#include <set>
#include <string>

#include "archive/local_start.h"
#include "archive/tables.h"
#include "domain/orders.h"
#include "domain/pending_times.h"
#include "domain/stages.h"
#include "domain/summary.h"
#include "event_store/stored_form.h"

namespace turnout::archive {
namespace {

// Whose a stage or a clock is; empty for the incident as a whole.
struct Whose {
  std::string unit_id = {};
  std::string officer_id = {};
};

Whose whose(const v1::Incident& incident, std::uint32_t order_number) {
  const v1::Order* order = order_number == 0 ? nullptr : domain::find_order(incident, order_number);
  return order == nullptr ? Whose() : Whose{order->unit_id(), order->signed_by()};
}

bool is_excluded(const v1::Incident& incident) {
  return incident.status() == v1::INCIDENT_STATUS_CANCELLED ||
         incident.status() == v1::INCIDENT_STATUS_DUPLICATE;
}

Value turnout_ms(const v1::Incident& incident) {
  const v1::Stamp* en_route = domain::first_reached(incident, v1::MILESTONE_EN_ROUTE);
  if (en_route == nullptr) return std::monostate();
  return std::int64_t{en_route->at_ms() - incident.started_at_ms()};
}

Value disposition_ms(const v1::Incident& incident) {
  if (incident.first_disposition_at_ms() == 0) return std::monostate();
  return std::int64_t{incident.first_disposition_at_ms() - incident.started_at_ms()};
}

// What a request leaves open has a meaning: see the enums.
std::int64_t kind_of(const v1::Incident& incident) {
  return incident.kind() == v1::INCIDENT_KIND_UNSPECIFIED ? v1::INCIDENT_KIND_POLICE : incident.kind();
}
std::int64_t priority_of(const v1::Incident& incident) {
  return incident.priority() == v1::PRIORITY_UNSPECIFIED ? v1::PRIORITY_URGENT : incident.priority();
}

Row incident_row(const ArchivedIncident& archived, const v1::TimeZone& zone) {
  const v1::Incident& incident = archived.state;
  const LocalStart local = local_start(zone, incident.started_at_ms());
  return {archived.number,
          incident.id(),
          static_cast<std::int64_t>(incident.version()),
          archived.sequence,
          std::int64_t{incident.status()},
          kind_of(incident),
          incident.type(),
          priority_of(incident),
          incident.station_id(),
          std::int64_t{incident.area_class()},
          std::int64_t{incident.started_at_ms()},
          std::int64_t{incident.ended_at_ms()},
          std::int64_t{incident.late_entry()},
          std::int64_t{is_excluded(incident)},
          incident.disposition().code(),
          incident.calls().empty() ? std::string() : incident.calls(0).received_by(),
          std::int64_t{incident.orders_size()},
          turnout_ms(incident),
          disposition_ms(incident),
          local.hour,
          local.weekday,
          local.day,
          local.week,
          local.month,
          Bytes{domain::summary_of(incident).SerializeAsString()},
          Bytes{event_store::to_bytes(incident)}};
}

void add_order(std::int64_t number, const v1::Order& order, RowsByTable& rows) {
  const v1::Stamp* assigned = domain::find_stamp(order, v1::MILESTONE_ASSIGNED);
  std::int64_t last = v1::MILESTONE_UNSPECIFIED;
  for (const v1::MilestoneStamp& reached : order.milestones()) {
    const v1::Stamp& stamp = reached.stamp();
    last = std::max<std::int64_t>(last, reached.milestone());
    rows[&kMilestones].push_back(
        {number, std::int64_t{order.number()}, std::int64_t{reached.milestone()}, std::int64_t{stamp.at_ms()},
         std::int64_t{stamp.basis()}, std::int64_t{stamp.implied()}, std::int64_t{stamp.scene_check()},
         std::int64_t{domain::awaits_adjudication(stamp)}, order.unit_id(), order.signed_by()});
  }
  rows[&kOrders].push_back({number, std::int64_t{order.number()}, order.unit_id(), order.signed_by(),
                            std::int64_t{domain::is_active(order)},
                            std::int64_t{assigned == nullptr ? 0 : assigned->at_ms()}, last,
                            std::int64_t{order.ended_at_ms()}});
}

// Of the incident as a whole only the disposition: its other stages are those of its first unit.
void add_stages(std::int64_t number, const v1::Incident& incident, RowsByTable& rows) {
  for (const v1::StageTime& time : domain::stage_times(incident)) {
    if (time.order_number() == 0 && time.stage() != v1::STAGE_ON_SCENE_TO_DISPOSITION) continue;
    const Whose of = whose(incident, time.order_number());
    rows[&kStages].push_back({number, std::int64_t{time.order_number()}, std::int64_t{time.stage()},
                              std::int64_t{time.duration_ms()}, std::int64_t{time.excluded()}, of.unit_id,
                              of.officer_id});
  }
}

void add_clocks(std::int64_t number, const v1::Incident& incident, RowsByTable& rows) {
  std::int64_t place = 0;
  for (const v1::Clock& clock : incident.clocks()) {
    const Whose of = whose(incident, clock.order_number());
    rows[&kClocks].push_back({number, place++, std::int64_t{clock.kind()}, std::int64_t{clock.order_number()},
                              std::int64_t{clock.run()}, std::int64_t{clock.started_at_ms()},
                              std::int64_t{clock.limit_ms()}, std::int64_t{clock.stopped_at_ms()},
                              std::int64_t{clock.fired_at_ms()}, std::int64_t{clock.verdict()}, of.unit_id,
                              of.officer_id});
  }
}

std::set<std::string> officers_of(const v1::Incident& incident) {
  std::set<std::string> officers;
  for (const v1::Order& order : incident.orders()) {
    officers.insert(order.signed_by());
    officers.insert(order.crew_leader());
    for (const v1::Relief& relief : order.reliefs()) officers.insert(relief.officer_id());
  }
  officers.insert(incident.responsible().officer_id());
  for (const v1::Responsible& past : incident.past_responsible()) officers.insert(past.officer_id());
  officers.erase("");
  return officers;
}

}  // namespace

void add_incident(const ArchivedIncident& incident, const v1::TimeZone& zone, RowsByTable& rows) {
  rows[&kIncidents].push_back(incident_row(incident, zone));
  for (const v1::Order& order : incident.state.orders()) add_order(incident.number, order, rows);
  add_stages(incident.number, incident.state, rows);
  add_clocks(incident.number, incident.state, rows);
  for (const std::string& officer : officers_of(incident.state)) {
    rows[&kPeople].push_back({incident.number, officer});
  }
}

}  // namespace turnout::archive
