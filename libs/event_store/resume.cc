#include "event_store/resume.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <memory>
#include <set>

namespace turnout::event_store {
namespace {

constexpr std::size_t kPageEvents = 256;

tl::unexpected<v1::Refusal> unknown_cursor(const std::string& cursor) {
  return domain::refuse(v1::REFUSAL_REASON_CURSOR_UNKNOWN, "cursor",
                        "the log does not have cursor " + cursor + "; list again");
}

template <class State>
using ById = std::map<std::string, std::shared_ptr<const State>>;

template <class State>
ById<State> by_id(std::vector<State> states) {
  ById<State> found;
  for (State& state : states) {
    auto shared = std::make_shared<State>(std::move(state));
    found.emplace(shared->id(), shared);
  }
  return found;
}

std::vector<std::string> listed(const std::set<std::string>& ids) {
  return {ids.begin(), ids.end()};
}

Awaitable<std::vector<Entry>> with_states(EventStore& store, std::vector<LoggedEvent> events) {
  std::set<std::string> incident_ids;
  std::set<std::string> unit_ids;
  for (const LoggedEvent& logged : events) {
    if (logged.event.incident_version() != 0) incident_ids.insert(logged.event.incident_id());
    if (logged.event.unit_version() != 0) unit_ids.insert(logged.event.unit_id());
  }
  const ById<v1::Unit> units = by_id(co_await store.load_units(listed(unit_ids)));
  const ById<v1::Incident> incidents = by_id(co_await store.load_incidents(listed(incident_ids)));
  std::vector<Entry> entries;
  for (LoggedEvent& logged : events) {
    Entry& entry = entries.emplace_back();
    entry.sequence = logged.sequence;
    entry.event = std::make_shared<v1::Event>(std::move(logged.event));
    if (entry.event->incident_version() != 0) entry.incident = incidents.at(entry.event->incident_id());
    if (entry.event->unit_version() != 0) entry.unit = units.at(entry.event->unit_id());
  }
  co_return entries;
}

}  // namespace

std::string cursor_of(std::uint64_t sequence) {
  return std::to_string(sequence);
}

Awaitable<domain::Outcome<std::uint64_t>> resume_point(EventStore& store, const LogPosition& log,
                                                       std::string cursor) {
  if (cursor.empty()) co_return log.last_sequence();
  std::uint64_t sequence = 0;
  const char* end = cursor.data() + cursor.size();
  const auto read = std::from_chars(cursor.data(), end, sequence);
  if (read.ec != std::errc() || read.ptr != end) co_return unknown_cursor(cursor);
  if (sequence > log.last_sequence()) {
    // The process that gave this cursor out may be ahead of this one, but not of the log.
    const std::uint64_t newest = co_await store.last_sequence();
    if (sequence > newest) co_return unknown_cursor(cursor);
  }
  co_return sequence;
}

Awaitable<domain::Outcome<Page>> read_page(EventStore& store, std::uint64_t sequence, std::uint64_t until,
                                           std::function<bool(const v1::Event&)> is_wanted) {
  std::vector<LoggedEvent> events = co_await store.read_after(
      sequence, std::min<std::uint64_t>(kPageEvents, until - sequence), std::chrono::milliseconds(0));
  if (events.empty() || events.front().sequence != sequence + 1)
    co_return unknown_cursor(cursor_of(sequence));
  Page page{.last_sequence = events.back().sequence, .entries = {}};
  std::erase_if(events, [&is_wanted](const LoggedEvent& logged) {
    return !logged.fault.empty() || !is_wanted(logged.event);
  });
  if (!events.empty()) page.entries = co_await with_states(store, std::move(events));
  co_return page;
}

tl::unexpected<v1::Refusal> watcher_too_slow() {
  return domain::refuse(v1::REFUSAL_REASON_WATCHER_TOO_SLOW, "cursor",
                        "this stream reads more slowly than events happen; resume from its last cursor");
}

}  // namespace turnout::event_store
