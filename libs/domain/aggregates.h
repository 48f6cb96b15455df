// What a command looks at and what it changes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "turnout/v1/event.pb.h"
#include "turnout/v1/incident.pb.h"
#include "turnout/v1/unit.pb.h"

namespace turnout::domain {

// The states that a command is decided on. Version 0 = does not exist; an empty incident id = none is
// concerned.
struct Aggregates {
  v1::Incident incident = {};
  v1::Incident other_incident = {};  // the second one of a command on two
  std::vector<v1::Unit> units = {};
  std::vector<v1::Person> people = {};  // of a command on a crew: who comes and who goes

  // The unit / person with this id, or nullptr.
  const v1::Unit* unit(const std::string& id) const;
  const v1::Person* person(const std::string& id) const;
};

// One aggregate before and after a change.
template <class State>
struct Updated {
  std::uint64_t from_version = 0;  // version that the change was decided on
  State state;                     // after it
};

// The outcome of a decision, ready to be committed: the events in order, every aggregate that they change, and a second
// incident that the decision has looked at, changed or not: the commit checks its version too.
struct Change {
  std::vector<v1::Event> events;
  std::vector<Updated<v1::Incident>> incidents;  // at most two
  std::vector<Updated<v1::Unit>> units;
  std::vector<Updated<v1::Person>> people;
};

// Applies the events to the aggregates they name.
Change change_of(const Aggregates& before, std::vector<v1::Event> events);

// The version of this incident / unit / person after the event; 0 = the event does not change it.
std::uint64_t incident_version_after(const v1::Event& event, const std::string& incident_id);
std::uint64_t unit_version_after(const v1::Event& event, const std::string& unit_id);
std::uint64_t person_version_after(const v1::Event& event, const std::string& person_id);

}  // namespace turnout::domain
