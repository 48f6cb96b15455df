#include "replay/call_record.h"

#include <algorithm>

#include "domain/clocks.h"
#include "domain/stages.h"

namespace turnout::replay {
namespace {

constexpr std::size_t kUnderWay = 32;
constexpr std::chrono::seconds kPatience{1};

std::size_t count_unconfirmed(const v1::Incident& incident) {
  std::size_t count = 0;
  for (const v1::Order& order : incident.orders()) {
    for (const v1::MilestoneStamp& reached : order.milestones()) {
      const bool own = !reached.stamp().implied();
      count += own && reached.stamp().basis() == v1::TIME_BASIS_UNCONFIRMED ? 1 : 0;
    }
  }
  return count;
}

}  // namespace

CallRecord record_of(const v1::Incident& incident) {
  CallRecord record;
  record.incident_id = incident.id();
  record.station_id = incident.station_id();
  record.area = incident.area_class();
  record.started_at_ms = incident.started_at_ms();
  record.late_entry = incident.late_entry();
  if (const v1::Stamp* en_route = domain::first_reached(incident, v1::MILESTONE_EN_ROUTE)) {
    record.first_en_route_ms = en_route->at_ms();
    record.en_route_implied = en_route->implied();
    record.en_route_known_ms = en_route->server_at_ms();
  }
  if (const v1::Stamp* on_scene = domain::first_reached(incident, v1::MILESTONE_ON_SCENE)) {
    record.first_on_scene_ms = on_scene->at_ms();
  }
  record.unconfirmed = count_unconfirmed(incident);
  if (const v1::Clock* turnout = domain::find_clock(incident, v1::CLOCK_KIND_TURNOUT)) {
    record.limit_ms = turnout->limit_ms();
    record.due_at_ms = turnout->due_at_ms();
    record.fired_at_ms = turnout->fired_at_ms();
    record.verdict = turnout->verdict();
    record.warnings = turnout->warnings();
    record.at_risk_since_ms = turnout->risk().since_ms();
  }
  return record;
}

std::vector<CallRecord> read_back(const Requests& requests, std::size_t calls, Transport& transport) {
  std::vector<CallRecord> records(calls);
  std::size_t asked = 0;
  for (std::size_t answered = 0; answered < calls;) {
    for (; asked < calls && transport.under_way() < kUnderWay; ++asked) {
      v1::GetIncidentRequest request;
      request.set_incident_id(requests.incident_id(asked));
      transport.send(asked, std::move(request), {});
    }
    const auto answer = transport.next(kPatience);
    if (!answer) continue;
    ++answered;
    if (!answer->refusal) records[answer->ticket] = record_of(answer->incident);
  }
  return records;
}

}  // namespace turnout::replay
