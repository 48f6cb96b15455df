#include "event_store/memory_event_store.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <stdexcept>
#include <tuple>

#include "domain/deadlines.h"
#include "event_store/stored_form.h"

namespace turnout::event_store {
namespace {

template <class State>
State state_of(const auto& stored, const std::string& id) {
  State state;
  const auto found = stored.find(id);
  if (found == stored.end()) {
    state.set_id(id);
  } else {
    parse_bytes(found->second.bytes, state, "snapshot " + id);
  }
  return state;
}

}  // namespace

template <class State>
bool MemoryEventStore::is_current(const Snapshots& stored,
                                  const std::vector<domain::Updated<State>>& changed) {
  return std::ranges::all_of(changed, [&stored](const domain::Updated<State>& each) {
    const auto found = stored.find(each.state.id());
    return each.from_version == (found == stored.end() ? 0 : found->second.version);
  });
}

template <class State>
void MemoryEventStore::store(Snapshots& stored, const std::vector<domain::Updated<State>>& changed) {
  for (const domain::Updated<State>& each : changed) {
    stored[each.state.id()] = {each.state.version(), to_bytes(each.state)};
  }
}

Awaitable<domain::Aggregates> MemoryEventStore::load(std::string incident_id,
                                                     std::vector<std::string> unit_ids) {
  co_await turn();
  domain::Aggregates found;
  if (!incident_id.empty()) found.incident = state_of<v1::Incident>(incidents_, incident_id);
  for (const std::string& id : unit_ids) found.units.push_back(state_of<v1::Unit>(units_, id));
  co_return found;
}

Awaitable<bool> MemoryEventStore::commit(const domain::Change& change) {
  require_within_bounds(change);
  return commit_later(change);
}

Awaitable<bool> MemoryEventStore::commit_later(domain::Change change) {
  co_await turn();
  if (!is_current(incidents_, change.incidents) || !is_current(units_, change.units)) co_return false;
  for (const v1::Event& event : change.events) log_.push_back(to_bytes(event));
  store(incidents_, change.incidents);
  store(units_, change.units);
  for (const auto& updated : change.incidents) index(updated.state);
  grown_.wake_all();
  co_return true;
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
  if (sequences.size() > kMostReadAt) throw std::invalid_argument("read_at: too many places");
  co_await turn();
  std::vector<LoggedEvent> events;
  for (const std::uint64_t sequence : sequences) events.push_back(at(sequence));
  co_return events;
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
  for (const auto& [id, snapshot] : units_) ids.push_back(id);
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

void MemoryEventStore::index(const v1::Incident& incident) {
  open_.erase(incident.id());
  if (incident.status() == v1::INCIDENT_STATUS_OPEN) open_.insert(incident.id());
  due_at_ms_.erase(incident.id());
  if (const std::int64_t at_ms = domain::next_due_ms(incident); at_ms != 0) due_at_ms_[incident.id()] = at_ms;
}

LoggedEvent MemoryEventStore::at(std::uint64_t sequence) const {
  if (sequence == 0 || sequence > log_.size()) throw not_in_log(sequence);
  return logged_event(sequence, log_[sequence - 1]);
}

}  // namespace turnout::event_store
