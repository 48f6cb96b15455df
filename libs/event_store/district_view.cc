#include "event_store/district_view.h"

#include <algorithm>
#include <chrono>
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

}  // namespace

Awaitable<std::uint64_t> DistrictView::load_current() {
  const std::uint64_t sequence = co_await store_.last_sequence();
  if (sequence != 0) co_await require_readable(sequence);
  std::vector<std::string> ids = co_await store_.open_incident_ids();
  while (!ids.empty()) {
    std::vector<v1::Incident> loaded = co_await store_.load_incidents(take_batch(ids));
    for (v1::Incident& incident : loaded) {
      if (incident.status() != v1::INCIDENT_STATUS_OPEN) continue;
      const auto state = std::make_shared<v1::Incident>(std::move(incident));
      open_incidents_.emplace(state->id(), state);
    }
  }
  ids = co_await store_.unit_ids();
  while (!ids.empty()) {
    std::vector<v1::Unit> loaded = co_await store_.load_units(take_batch(ids));
    for (v1::Unit& unit : loaded) {
      const auto state = std::make_shared<v1::Unit>(std::move(unit));
      units_.emplace(state->id(), state);
    }
  }
  co_return sequence;
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
  } catch (const BrokenRecord& broken) {
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
