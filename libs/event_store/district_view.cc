#include "event_store/district_view.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <iterator>

#include "domain/apply.h"
#include "event_store/stored_form.h"

namespace turnout::event_store {
namespace {

constexpr std::size_t kLoadBatch = 256;

std::vector<std::string> take_batch(std::vector<std::string>& ids) {
  const auto count = static_cast<std::ptrdiff_t>(std::min(kLoadBatch, ids.size()));
  std::vector<std::string> batch(std::make_move_iterator(ids.end() - count),
                                 std::make_move_iterator(ids.end()));
  ids.erase(ids.end() - count, ids.end());
  return batch;
}

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

void tell_missing(const EventStore& store, AggregateId which) {
  store.tell_damaged(DamagedRecord(std::move(which), "an index names it, and it is not there"));
}

template <class State>
using Load = std::function<Awaitable<std::vector<State>>(std::vector<std::string>)>;

// A damaged state is left out: it comes with the event of its repair.
template <class State>
Awaitable<std::vector<State>> load_sound(Load<State> load, std::vector<std::string> ids) {
  std::vector<std::string> batch = ids;
  try {
    co_return co_await load(std::move(batch));
  } catch (const DamagedRecord&) {
  }
  std::vector<State> sound;
  for (const std::string& id : ids) {
    std::vector<std::string> one(1, id);
    try {
      std::vector<State> loaded = co_await load(std::move(one));
      sound.push_back(std::move(loaded.front()));
    } catch (const DamagedRecord&) {
    }
  }
  co_return sound;
}

}  // namespace

Awaitable<std::uint64_t> DistrictView::load_current() {
  const std::uint64_t sequence = co_await store_.last_sequence();
  if (sequence != 0) co_await require_readable(sequence);
  co_await load_open_incidents();
  co_await load_all_units();
  co_return sequence;
}

Awaitable<void> DistrictView::load_open_incidents() {
  const Load<v1::Incident> load = [this](std::vector<std::string> ids) {
    return store_.load_incidents(std::move(ids));
  };
  std::vector<std::string> ids = co_await store_.open_incident_ids();
  while (!ids.empty()) {
    std::vector<std::string> batch = take_batch(ids);
    std::vector<v1::Incident> loaded = co_await load_sound(load, std::move(batch));
    for (v1::Incident& incident : loaded) {
      if (incident.version() == 0) tell_missing(store_, {v1::AGGREGATE_KIND_INCIDENT, incident.id()});
      if (incident.status() != v1::INCIDENT_STATUS_OPEN) continue;
      const auto state = std::make_shared<v1::Incident>(std::move(incident));
      open_incidents_.emplace(state->id(), state);
    }
  }
}

Awaitable<void> DistrictView::load_all_units() {
  const Load<v1::Unit> load = [this](std::vector<std::string> ids) {
    return store_.load_units(std::move(ids));
  };
  std::vector<std::string> ids = co_await store_.unit_ids();
  while (!ids.empty()) {
    std::vector<std::string> batch = take_batch(ids);
    std::vector<v1::Unit> loaded = co_await load_sound(load, std::move(batch));
    for (v1::Unit& unit : loaded) {
      if (unit.version() == 0) {
        tell_missing(store_, {v1::AGGREGATE_KIND_UNIT, unit.id()});
        continue;
      }
      const auto state = std::make_shared<v1::Unit>(std::move(unit));
      units_.emplace(state->id(), state);
    }
  }
}

// A log in a form that this program cannot read ends the start, before anything is decided on it. Trimming may have emptied it.
Awaitable<void> DistrictView::require_readable(std::uint64_t sequence) {
  co_await store_.read_after(sequence - 1, 1, std::chrono::milliseconds(0));
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
  } catch (const DamagedRecord& broken) {
    entry.incident.reset();
    entry.unit.reset();
    entry.fault = broken.what();
  }
}

Awaitable<IncidentState> DistrictView::incident_after(std::shared_ptr<const v1::Event> event) {
  const std::string& id = event->incident_id();
  const auto position = open_incidents_.lower_bound(id);
  const bool is_open = position != open_incidents_.end() && position->first == id;
  IncidentState state;
  if (is_open && is_next(*position->second, event->incident_version())) {
    state = position->second;
  } else if (event->has_incident_reported()) {
    state = std::make_shared<v1::Incident>();
  } else {
    std::vector<std::string> ids(1, id);
    std::vector<v1::Incident> found = co_await store_.load_incidents(std::move(ids));
    state = std::make_shared<v1::Incident>(std::move(found.front()));
  }
  state = advanced(state, event->incident_version(), *event);
  if (state->status() == v1::INCIDENT_STATUS_OPEN) {
    open_incidents_.insert_or_assign(position, id, state);
  } else if (is_open) {
    open_incidents_.erase(position);
  }
  co_return state;
}

Awaitable<UnitState> DistrictView::unit_after(std::shared_ptr<const v1::Event> event) {
  const auto known = units_.find(event->unit_id());
  UnitState state = known == units_.end() ? std::make_shared<v1::Unit>() : known->second;
  if (!is_next(*state, event->unit_version())) {
    std::vector<std::string> ids(1, event->unit_id());
    std::vector<v1::Unit> found = co_await store_.load_units(std::move(ids));
    state = std::make_shared<v1::Unit>(std::move(found.front()));
  }
  state = advanced(state, event->unit_version(), *event);
  units_.insert_or_assign(event->unit_id(), state);
  co_return state;
}

IncidentState DistrictView::open_incident(const std::string& id) const {
  const auto found = open_incidents_.find(id);
  return found == open_incidents_.end() ? nullptr : found->second;
}

UnitState DistrictView::unit(const std::string& id) const {
  const auto found = units_.find(id);
  return found == units_.end() ? nullptr : found->second;
}

}  // namespace turnout::event_store
