#include "domain/aggregates.h"

#include <algorithm>

#include "domain/apply.h"

namespace turnout::domain {
namespace {

std::uint64_t other_version(const v1::Event& event, v1::AggregateKind kind, const std::string& id) {
  for (const v1::AggregateVersion& other : event.others()) {
    if (other.kind() == kind && other.id() == id) return other.version();
  }
  return 0;
}

template <class State>
const State* find(const std::vector<State>& states, const std::string& id) {
  const auto found = std::ranges::find(states, id, &State::id);
  return found == states.end() ? nullptr : &*found;
}

// `state` and its version before are added to the list when the first event changes it.
template <class State>
void apply_to(std::vector<Updated<State>>& list, const State& before, const v1::Event& event) {
  for (Updated<State>& updated : list) {
    if (updated.state.id() == before.id()) return apply(event, updated.state);
  }
  apply(event, list.emplace_back(before.version(), before).state);
}

// A state that the decision has looked at, unless it is changed.
void add_unchanged(std::vector<Updated<v1::Incident>>& incidents, const v1::Incident& seen) {
  const bool is_changed = std::ranges::any_of(
      incidents, [&seen](const Updated<v1::Incident>& updated) { return updated.state.id() == seen.id(); });
  if (!is_changed) incidents.emplace_back(seen.version(), seen);
}

}  // namespace

const v1::Unit* Aggregates::unit(const std::string& id) const {
  return find(units, id);
}

const v1::Person* Aggregates::person(const std::string& id) const {
  return find(people, id);
}

Change change_of(const Aggregates& before, std::vector<v1::Event> events) {
  Change change;
  const std::string& second = before.other_incident.id();
  for (const v1::Event& event : events) {
    if (incident_version_after(event, before.incident.id()) != 0) {
      apply_to(change.incidents, before.incident, event);
    }
    if (!second.empty() && incident_version_after(event, second) != 0) {
      apply_to(change.incidents, before.other_incident, event);
    }
    for (const v1::Unit& unit : before.units) {
      if (unit_version_after(event, unit.id()) != 0) apply_to(change.units, unit, event);
    }
    for (const v1::Person& person : before.people) {
      if (person_version_after(event, person.id()) != 0) apply_to(change.people, person, event);
    }
  }
  if (!events.empty() && !second.empty()) {
    add_unchanged(change.incidents, before.incident);
    add_unchanged(change.incidents, before.other_incident);
  }
  change.events = std::move(events);
  return change;
}

std::uint64_t incident_version_after(const v1::Event& event, const std::string& incident_id) {
  if (event.incident_id() == incident_id) return event.incident_version();
  return other_version(event, v1::AGGREGATE_KIND_INCIDENT, incident_id);
}

std::uint64_t unit_version_after(const v1::Event& event, const std::string& unit_id) {
  if (event.unit_id() == unit_id) return event.unit_version();
  return other_version(event, v1::AGGREGATE_KIND_UNIT, unit_id);
}

std::uint64_t person_version_after(const v1::Event& event, const std::string& person_id) {
  return other_version(event, v1::AGGREGATE_KIND_PERSON, person_id);
}

}  // namespace turnout::domain
