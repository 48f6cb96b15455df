// The states of a district in memory, built by applying the log: every unit, and every incident that is open.
//
// Shared pointers, so that a watcher may still write a state out while the view has gone on.
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "event_store/event_store.h"
#include "runtime/awaitable.h"

namespace turnout::event_store {

using IncidentState = std::shared_ptr<const v1::Incident>;
using UnitState = std::shared_ptr<const v1::Unit>;

// One entry of the log with the states after it, or newer ones. A dead letter, whose event could not be read
// or applied, has neither.
struct Entry {
  std::uint64_t sequence = 0;
  std::shared_ptr<const v1::Event> event;
  IncidentState incident;  // null = the event changes none
  UnitState unit;          // null = the event changes none
  std::string fault = {};  // why it is a dead letter; empty = it is none
};

class DistrictView {
 public:
  explicit DistrictView(EventStore& store) : store_(store) {}

  // Loads all open incidents and all units as they are now, without those whose stored state is damaged, and returns the place in the log from which to
  // follow. A view that is to see the whole history follows from 0 instead.
  Awaitable<std::uint64_t> load_current();

  // Takes the next events of the log, in order. Events that a state already contains change nothing; a state
  // that lacks one, because it was a dead letter, is loaded with the next.
  Awaitable<std::vector<Entry>> take(std::vector<LoggedEvent> events);

  // An open incident / a unit; null = none that is known.
  IncidentState open_incident(const std::string& id) const;
  UnitState unit(const std::string& id) const;

  // By id, which for incidents is the order in which they were reported.
  const std::map<std::string, IncidentState>& open_incidents() const { return open_incidents_; }
  const std::map<std::string, UnitState>& units() const { return units_; }

 private:
  Awaitable<void> require_readable(std::uint64_t sequence);
  Awaitable<void> load_open_incidents();
  Awaitable<void> load_all_units();
  Awaitable<void> add_states(Entry& entry);
  Awaitable<IncidentState> incident_after(std::shared_ptr<const v1::Event> event);
  Awaitable<UnitState> unit_after(std::shared_ptr<const v1::Event> event);

  EventStore& store_;
  std::map<std::string, IncidentState> open_incidents_;
  std::map<std::string, UnitState> units_;
};

}  // namespace turnout::event_store
