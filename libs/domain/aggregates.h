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
  v1::Incident incident;
  std::vector<v1::Unit> units;

  // The unit with this id, or nullptr.
  const v1::Unit* unit(const std::string& id) const;
};

// One aggregate before and after a change.
template <class State>
struct Updated {
  std::uint64_t from_version = 0;  // version that the change was decided on
  State state;                     // after it
};

// The outcome of a decision, ready to be committed: the events in order and every aggregate that they change.
struct Change {
  std::vector<v1::Event> events;
  std::vector<Updated<v1::Incident>> incidents;  // at most one
  std::vector<Updated<v1::Unit>> units;
};

// Applies the events to the aggregates they name.
Change change_of(const Aggregates& before, std::vector<v1::Event> events);

}  // namespace turnout::domain
