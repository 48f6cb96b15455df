#include "event_store/own_commits.h"

#include <utility>

namespace turnout::event_store {
namespace {

template <class State>
using States = std::unordered_map<std::string, std::shared_ptr<const State>>;

template <class State>
void add_to(States<State>& states, const std::vector<domain::Updated<State>>& changed) {
  for (const domain::Updated<State>& updated : changed) {
    if (states.size() == OwnCommits::kMaxStates && !states.contains(updated.state.id())) return;
    auto& known = states[updated.state.id()];
    if (!known || known->version() < updated.state.version()) known = std::make_shared<State>(updated.state);
  }
}

template <class State>
void drop(States<State>& states, const std::shared_ptr<const State>& in_log) {
  if (!in_log || states.empty()) return;
  const auto known = states.find(in_log->id());
  if (known != states.end() && known->second->version() <= in_log->version()) states.erase(known);
}

template <class State>
std::shared_ptr<const State> newest_of(const States<State>& states, const std::string& id,
                                       std::shared_ptr<const State> in_view) {
  const auto known = states.find(id);
  if (known == states.end()) return in_view;
  return in_view && in_view->version() >= known->second->version() ? in_view : known->second;
}

}  // namespace

void OwnCommits::add(const domain::Change& change) {
  add_to(incidents_, change.incidents);
  add_to(units_, change.units);
}

void OwnCommits::take(const std::vector<Entry>& entries) {
  for (const Entry& entry : entries) {
    drop(incidents_, entry.incident);
    drop(units_, entry.unit);
  }
}

IncidentState OwnCommits::newest(const std::string& id, IncidentState in_view) const {
  return newest_of(incidents_, id, std::move(in_view));
}

UnitState OwnCommits::newest(const std::string& id, UnitState in_view) const {
  return newest_of(units_, id, std::move(in_view));
}

}  // namespace turnout::event_store
