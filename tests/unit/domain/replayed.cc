#include "replayed.h"

#include "domain/apply.h"
#include "domain/deadlines.h"
#include "domain/orders.h"
#include "domain/request_meta.h"

namespace turnout::testing {
namespace {

template <class State>
std::string difference(const State& replayed, const State& stored) {
  if (replayed.SerializeAsString() == stored.SerializeAsString()) return "";
  return "the replay differs: " + replayed.ShortDebugString() +
         "\nfrom what is stored: " + stored.ShortDebugString();
}

// What a unit does after its order's end changes no verdict and makes nobody responsible.
std::string changed_after_end(const v1::Event& event, const v1::Incident& before, const v1::Incident& after) {
  if (!event.has_milestone_reached()) return "";
  const v1::MilestoneReached& reached = event.milestone_reached();
  const v1::Order& order = *domain::find_order(before, reached.order_number());
  const bool is_late = order.ended_at_ms() != 0 && reached.stamp().at_ms() > order.ended_at_ms() &&
                       reached.stamp().basis() != v1::TIME_BASIS_RECORD;
  if (!is_late) return "";
  if (before.responsible().SerializeAsString() != after.responsible().SerializeAsString()) {
    return "a milestone after its order's end made somebody responsible";
  }
  for (int i = 0; i < before.clocks_size(); ++i) {
    if (before.clocks(i).verdict() != after.clocks(i).verdict()) {
      return "a milestone after its order's end changed a verdict";
    }
  }
  return "";
}

}  // namespace

std::string Replay::follow(const Story& story, const std::vector<v1::Event>& events) {
  std::string broken;
  for (const v1::Event& event : events) {
    v1::Event read_back;
    read_back.ParseFromString(event.SerializeAsString());
    broken = take(read_back);
    if (broken.empty()) broken = compare(story, event);
    if (!broken.empty()) return broken + "\nafter " + event.ShortDebugString();
  }
  return "";
}

std::string Replay::take(const v1::Event& event) {
  if (event.incident_version() != 0) {
    v1::Incident& incident = incidents_[event.incident_id()];
    if (event.incident_version() != incident.version() + 1) return "a gap in the incident's versions";
    const std::int64_t due_ms = domain::next_due_ms(incident);
    const bool fires = event.actor() == domain::service_meta().actor;
    if (!fires && due_ms != 0 && event.at_ms() > due_ms) {
      return "an event is_active before a deadline that was over";
    }
    const v1::Incident before = incident;
    domain::apply(event, incident);
    if (std::string broken = changed_after_end(event, before, incident); !broken.empty()) return broken;
  }
  if (event.unit_version() != 0) {
    v1::Unit& unit = units_[event.unit_id()];
    if (event.unit_version() != unit.version() + 1) return "a gap in the unit's versions";
    domain::apply(event, unit);
  }
  return "";
}

std::string Replay::compare(const Story& story, const v1::Event& event) const {
  std::string found;
  if (event.incident_version() != 0) {
    const v1::Incident& stored = story.incident(event.incident_id());
    const bool newest = event.incident_version() >= stored.version();
    if (newest) found = difference(incidents_.at(event.incident_id()), stored);
  }
  if (found.empty() && event.unit_version() != 0) {
    const v1::Unit& stored = story.unit(event.unit_id());
    if (event.unit_version() >= stored.version()) found = difference(units_.at(event.unit_id()), stored);
  }
  return found;
}

}  // namespace turnout::testing
