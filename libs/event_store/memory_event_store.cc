#include "event_store/memory_event_store.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <stdexcept>
#include <tuple>

#include "event_store/stored_form.h"

namespace turnout::event_store {

template <class State>
State MemoryEventStore::state_of(v1::AggregateKind kind, const std::string& id) const {
  const auto found = snapshots_.find({kind, id});
  if (found == snapshots_.end()) {
    State state;
    state.set_id(id);
    return state;
  }
  try {
    return parse_snapshot<State>({kind, id}, found->second.version, found->second.bytes);
  } catch (const DamagedRecord& damaged) {
    tell_damaged(damaged);
    throw;
  }
}

Awaitable<domain::Aggregates> MemoryEventStore::load(AggregateIds ids) {
  co_await turn();
  domain::Aggregates found;
  for (const std::string& id : ids.unit_ids) {
    found.units.push_back(state_of<v1::Unit>(v1::AGGREGATE_KIND_UNIT, id));
  }
  for (const std::string& id : ids.person_ids) {
    found.people.push_back(state_of<v1::Person>(v1::AGGREGATE_KIND_PERSON, id));
  }
  if (!ids.incident_id.empty()) {
    found.incident = state_of<v1::Incident>(v1::AGGREGATE_KIND_INCIDENT, ids.incident_id);
  }
  if (!ids.other_incident_id.empty()) {
    found.other_incident = state_of<v1::Incident>(v1::AGGREGATE_KIND_INCIDENT, ids.other_incident_id);
  }
  co_return found;
}

Awaitable<std::vector<v1::Incident>> MemoryEventStore::load_incidents(std::vector<std::string> ids) {
  return load_all<v1::Incident>(v1::AGGREGATE_KIND_INCIDENT, std::move(ids));
}

Awaitable<std::vector<v1::Unit>> MemoryEventStore::load_units(std::vector<std::string> ids) {
  return load_all<v1::Unit>(v1::AGGREGATE_KIND_UNIT, std::move(ids));
}

Awaitable<std::vector<v1::Person>> MemoryEventStore::load_people(std::vector<std::string> ids) {
  return load_all<v1::Person>(v1::AGGREGATE_KIND_PERSON, std::move(ids));
}

template <class State>
Awaitable<std::vector<State>> MemoryEventStore::load_all(v1::AggregateKind kind,
                                                         std::vector<std::string> ids) {
  if (ids.size() > kMaxLoad) throw std::invalid_argument("load: too many ids");
  co_await turn();
  std::vector<State> states;
  for (const std::string& id : ids) states.push_back(state_of<State>(kind, id));
  co_return states;
}

Awaitable<std::uint64_t> MemoryEventStore::stored_version(AggregateId which) {
  co_await turn();
  const auto found = snapshots_.find({which.kind, which.id});
  co_return found == snapshots_.end() ? 0 : found->second.version;
}

void MemoryEventStore::damage(const AggregateId& which, std::size_t bit) {
  std::string& bytes = snapshots_.at({which.kind, which.id}).bytes;
  bytes.at(bit / 8) = static_cast<char>(bytes.at(bit / 8) ^ (1 << bit % 8));
}

void MemoryEventStore::damage_event(std::uint64_t sequence, std::size_t bit) {
  std::string& bytes = log_.at(sequence - 1);
  bytes.at(bit / 8) = static_cast<char>(bytes.at(bit / 8) ^ (1 << bit % 8));
}

Awaitable<bool> MemoryEventStore::commit(const domain::Change& change) {
  require_within_bounds(change);
  std::vector<std::string> events;
  for (const v1::Event& event : change.events) events.push_back(to_bytes(event));
  return commit_later(std::move(events), writes_of(change));
}

Awaitable<bool> MemoryEventStore::commit_later(std::vector<std::string> events,
                                               std::vector<AggregateWrite> writes) {
  co_await turn();
  for (const AggregateWrite& write : writes) {
    if (!is_current(write)) co_return false;
  }
  for (std::string& event : events) log_.push_back(std::move(event));
  for (AggregateWrite& write : writes) store(std::move(write));
  grown_.wake_all();
  co_return true;
}

bool MemoryEventStore::is_current(const AggregateWrite& write) const {
  const auto found = snapshots_.find({write.kind, write.id});
  return write.from_version == (found == snapshots_.end() ? 0 : found->second.version);
}

Awaitable<std::vector<LoggedEvent>> MemoryEventStore::read_after(std::uint64_t sequence, std::size_t most,
                                                                 std::chrono::milliseconds wait) {
  const auto give_up_at = std::chrono::steady_clock::now() + wait;
  co_await turn();
  while (log_.size() <= sequence) {
    const auto left = give_up_at - std::chrono::steady_clock::now();
    if (left <= left.zero()) break;
    co_await grown_.wait_for(left);
  }
  std::vector<LoggedEvent> events;
  while (sequence < log_.size() && events.size() < most) events.push_back(at(++sequence));
  co_return events;
}

Awaitable<std::vector<LoggedEvent>> MemoryEventStore::read_at(std::vector<std::uint64_t> sequences) {
  if (sequences.size() > kMaxReadAt) throw std::invalid_argument("read_at: too many sequences");
  co_await turn();
  std::vector<LoggedEvent> events;
  for (const std::uint64_t sequence : sequences) events.push_back(at(sequence));
  co_return events;
}

Awaitable<std::string> MemoryEventStore::log_identity() {
  co_await turn();
  co_return identity_;
}

Awaitable<std::uint64_t> MemoryEventStore::last_sequence() {
  co_await turn();
  co_return log_.size();
}

Awaitable<std::vector<std::string>> MemoryEventStore::open_incident_ids() {
  co_await turn();
  co_return std::vector<std::string>(open_.begin(), open_.end());
}

Awaitable<std::vector<std::string>> MemoryEventStore::unit_ids() {
  co_await turn();
  std::vector<std::string> ids;
  for (const auto& [key, snapshot] : snapshots_) {
    if (key.first == v1::AGGREGATE_KIND_UNIT) ids.push_back(key.second);
  }
  co_return ids;
}

Awaitable<std::vector<DueIncident>> MemoryEventStore::next_due(std::size_t most) {
  co_await turn();
  std::vector<DueIncident> due;
  for (const auto& [id, at_ms] : due_at_ms_) due.push_back({.incident_id = id, .due_at_ms = at_ms});
  std::ranges::sort(due, {},
                    [](const DueIncident& each) { return std::tie(each.due_at_ms, each.incident_id); });
  due.resize(std::min(most, due.size()));
  co_return due;
}

Awaitable<void> MemoryEventStore::turn() {
  co_await boost::asio::post(io_, boost::asio::use_awaitable);
}

void MemoryEventStore::store(AggregateWrite write) {
  if (write.kind == v1::AGGREGATE_KIND_INCIDENT) {
    open_.erase(write.id);
    if (write.is_open) open_.insert(write.id);
    due_at_ms_.erase(write.id);
    if (write.due_at_ms != 0) due_at_ms_[write.id] = write.due_at_ms;
  }
  snapshots_[{write.kind, write.id}] = {write.version, std::move(write.snapshot)};
}

LoggedEvent MemoryEventStore::at(std::uint64_t sequence) const {
  if (sequence == 0 || sequence > log_.size()) throw not_in_log(sequence);
  return logged_event(sequence, log_[sequence - 1]);
}

}  // namespace turnout::event_store
