#include "event_store/district_view.h"

#include <algorithm>

#include "domain/apply.h"
#include "event_store/stored_form.h"

namespace turnout::event_store {
namespace {

constexpr std::size_t kUnitsAtOnce = 256;

// The state after the event: itself if it contains the event already, else a copy with the event applied.
template <class State>
std::shared_ptr<const State> advanced(const std::shared_ptr<const State>& state, std::uint64_t version,
                                      const v1::Event& event) {
  if (state->version() >= version) return state;
  auto next = std::make_shared<State>(*state);
  domain::apply(event, *next);
  return next;
}

// Whether the state lacks no event before the one that makes this version of it.
bool is_next(const auto& state, std::uint64_t version) {
  return version <= state.version() + 1;
}

}  // namespace

Awaitable<std::uint64_t> DistrictView::load_current() {
  const std::uint64_t sequence = co_await store_.last_sequence();
  const std::vector<std::string> incident_ids = co_await store_.open_incident_ids();
  for (const std::string& id : incident_ids) {
    domain::Aggregates found = co_await store_.load(id, {});
    if (found.incident.status() != v1::INCIDENT_STATUS_OPEN) continue;
    open_incidents_[id] = std::make_shared<v1::Incident>(std::move(found.incident));
  }
  const std::vector<std::string> unit_ids = co_await store_.unit_ids();
  for (std::size_t from = 0; from < unit_ids.size(); from += kUnitsAtOnce) {
    const auto begin = unit_ids.begin() + static_cast<std::ptrdiff_t>(from);
    const auto count = static_cast<std::ptrdiff_t>(std::min(kUnitsAtOnce, unit_ids.size() - from));
    domain::Aggregates found = co_await store_.load("", std::vector<std::string>(begin, begin + count));
    for (v1::Unit& unit : found.units) {
      const auto state = std::make_shared<v1::Unit>(std::move(unit));
      units_.emplace(state->id(), state);
    }
  }
  co_return sequence;
}

Awaitable<std::vector<Entry>> DistrictView::take(std::vector<LoggedEvent> events) {
  std::vector<Entry> entries;
  entries.reserve(events.size());
  for (LoggedEvent& logged : events) {
    Entry& entry = entries.emplace_back();
    entry.sequence = logged.sequence;
    entry.event = std::make_shared<v1::Event>(std::move(logged.event));
    entry.fault = std::move(logged.fault);
    if (entry.fault.empty()) co_await add_states(entry);
  }
  co_return entries;
}

Awaitable<void> DistrictView::add_states(Entry& entry) {
  try {
    if (entry.event->incident_version() != 0) entry.incident = co_await incident_after(entry.event);
    if (entry.event->unit_version() != 0) entry.unit = co_await unit_after(entry.event);
  } catch (const BrokenRecord& broken) {
    entry.incident.reset();
    entry.unit.reset();
    entry.fault = broken.what();
  }
}

Awaitable<IncidentState> DistrictView::incident_after(std::shared_ptr<const v1::Event> event) {
  const std::string& id = event->incident_id();
  const auto place = open_incidents_.lower_bound(id);
  const bool is_open = place != open_incidents_.end() && place->first == id;
  IncidentState state;
  if (is_open && is_next(*place->second, event->incident_version())) {
    state = place->second;
  } else if (event->has_incident_reported()) {
    state = std::make_shared<v1::Incident>();
  } else {
    domain::Aggregates found = co_await store_.load(id, {});
    state = std::make_shared<v1::Incident>(std::move(found.incident));
  }
  state = advanced(state, event->incident_version(), *event);
  if (state->status() == v1::INCIDENT_STATUS_OPEN) {
    open_incidents_.insert_or_assign(place, id, state);
  } else if (is_open) {
    open_incidents_.erase(place);
  }
  co_return state;
}

Awaitable<UnitState> DistrictView::unit_after(std::shared_ptr<const v1::Event> event) {
  const auto known = units_.find(event->unit_id());
  UnitState state = known == units_.end() ? std::make_shared<v1::Unit>() : known->second;
  if (!is_next(*state, event->unit_version())) {
    std::vector<std::string> unit_ids(1, event->unit_id());
    domain::Aggregates found = co_await store_.load("", std::move(unit_ids));
    state = std::make_shared<v1::Unit>(std::move(found.units.front()));
  }
  state = advanced(state, event->unit_version(), *event);
  units_.insert_or_assign(event->unit_id(), state);
  co_return state;
}

}  // namespace turnout::event_store
