#include "domain/aggregates.h"

#include "domain/apply.h"

namespace turnout::domain {
namespace {

template <class State>
Updated<State>& updated(std::vector<Updated<State>>& list, const State& before) {
  for (Updated<State>& entry : list) {
    if (entry.state.id() == before.id()) return entry;
  }
  return list.emplace_back(before.version(), before);
}

}  // namespace

const v1::Unit* Aggregates::unit(const std::string& id) const {
  for (const v1::Unit& unit : units) {
    if (unit.id() == id) return &unit;
  }
  return nullptr;
}

Change change_of(const Aggregates& before, std::vector<v1::Event> events) {
  Change change;
  for (const v1::Event& event : events) {
    if (event.incident_version() != 0) apply(event, updated(change.incidents, before.incident).state);
    if (event.unit_version() != 0) apply(event, updated(change.units, *before.unit(event.unit_id())).state);
  }
  change.events = std::move(events);
  return change;
}

}  // namespace turnout::domain
