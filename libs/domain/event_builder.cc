#include "domain/event_builder.h"

#include "domain/apply.h"
#include "domain/deadlines.h"

namespace turnout::domain {

EventBuilder::EventBuilder(const Aggregates& aggregates, const Context& context)
    : now_ms_(context.now_ms), meta_(context.meta) {
  add_due(aggregates.incident, context);
}

void EventBuilder::add_due(const v1::Incident& incident, const Context& context) {
  incident_versions_[incident.id()] = incident.version();
  for (const v1::Event& due : due_events(incident, context.now_ms, context.roster)) {
    add_unasked(incident.id()).MergeFrom(due);
  }
}

v1::Incident EventBuilder::after(const v1::Incident& before) const {
  v1::Incident after = before;
  for (const v1::Event& event : events_) {
    if (event.incident_id() == before.id() && event.incident_version() != 0) apply(event, after);
  }
  return after;
}

v1::Event& EventBuilder::add_unasked(const std::string& incident_id) {
  v1::Event& event = next(service_meta());
  event.set_incident_id(incident_id);
  event.set_incident_version(++incident_versions_[incident_id]);
  return event;
}

v1::Event& EventBuilder::add(const std::string& incident_id) {
  v1::Event& event = next(meta_);
  event.set_incident_id(incident_id);
  event.set_incident_version(++incident_versions_[incident_id]);
  return event;
}

v1::Event& EventBuilder::add(const std::string& incident_id, const v1::Unit& unit) {
  v1::Event& event = add_for_unit(unit.id(), unit);
  event.set_incident_id(incident_id);
  event.set_incident_version(++incident_versions_[incident_id]);
  return event;
}

v1::Event& EventBuilder::add_for_unit(const std::string& unit_id, const v1::Unit& unit) {
  v1::Event& event = next(meta_);
  event.set_unit_id(unit_id);
  event.set_unit_version(++unit_versions_.try_emplace(unit_id, unit.version()).first->second);
  return event;
}

std::vector<v1::Event> EventBuilder::take() {
  for (v1::Event& event : events_) event.DiscardUnknownFields();
  return std::move(events_);
}

// A builder begins with what is due, whoever makes it.
std::vector<v1::Event> decide_due(const Aggregates& aggregates, const Context& context) {
  return EventBuilder(aggregates, context).take();
}

v1::Event& EventBuilder::next(const RequestMeta& meta) {
  v1::Event& event = events_.emplace_back();
  event.set_at_ms(now_ms_);
  event.set_actor(meta.actor);
  event.set_request_id(meta.request_id);
  event.set_fingerprint(meta.fingerprint);
  return event;
}

}  // namespace turnout::domain
