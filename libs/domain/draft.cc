#include "domain/draft.h"

#include "domain/deadlines.h"

namespace turnout::domain {

Draft::Draft(const Aggregates& aggregates, const Context& context, Origin origin)
    : now_ms_(context.now_ms),
      origin_(the_service_itself()),
      incident_version_(aggregates.incident.version()) {
  for (const v1::Event& due : due_events(aggregates.incident, context.now_ms, context.roster)) {
    add(aggregates.incident.id()).MergeFrom(due);
  }
  origin_ = std::move(origin);
}

v1::Event& Draft::add(const std::string& incident_id) {
  v1::Event& event = next();
  event.set_incident_id(incident_id);
  event.set_incident_version(++incident_version_);
  return event;
}

v1::Event& Draft::add(const std::string& incident_id, const v1::Unit& unit) {
  v1::Event& event = add_for_unit(unit.id(), unit);
  event.set_incident_id(incident_id);
  event.set_incident_version(++incident_version_);
  return event;
}

v1::Event& Draft::add_for_unit(const std::string& unit_id, const v1::Unit& unit) {
  v1::Event& event = next();
  event.set_unit_id(unit_id);
  event.set_unit_version(++unit_versions_.try_emplace(unit_id, unit.version()).first->second);
  return event;
}

std::vector<v1::Event> Draft::take() {
  for (v1::Event& event : events_) event.DiscardUnknownFields();
  return std::move(events_);
}

v1::Event& Draft::next() {
  v1::Event& event = events_.emplace_back();
  event.set_at_ms(now_ms_);
  event.set_actor(origin_.actor);
  event.set_request_id(origin_.request_id);
  event.set_fingerprint(origin_.fingerprint);
  return event;
}

}  // namespace turnout::domain
