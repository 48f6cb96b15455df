#include "event_store/resume.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string_view>

namespace turnout::event_store {
namespace {

constexpr std::size_t kPageEvents = 64;

tl::unexpected<v1::Refusal> unknown_cursor(const std::string& message) {
  return domain::refuse(v1::REFUSAL_REASON_CURSOR_UNKNOWN, "cursor", message + "; list again");
}

template <class State>
using ById = std::map<std::string, std::shared_ptr<const State>>;

template <class State>
void add(ById<State>& known, std::vector<State> loaded) {
  for (State& state : loaded) {
    auto shared = std::make_shared<State>(std::move(state));
    known.emplace(shared->id(), shared);
  }
}

// The states that are named: from the view, the others' ids in `missing`.
template <class State, class Find>
ById<State> known_of(const std::set<std::string>& ids, const Find& find, std::vector<std::string>& missing) {
  ById<State> known;
  for (const std::string& id : ids) {
    if (std::shared_ptr<const State> state = find(id)) {
      known.emplace(id, std::move(state));
    } else {
      missing.push_back(id);
    }
  }
  return known;
}

struct States {
  ById<v1::Incident> incidents;
  ById<v1::Unit> units;
};

Awaitable<States> states_named(EventStore& store, const DistrictView& view,
                               const std::vector<LoggedEvent>& events) {
  std::set<std::string> incident_ids;
  std::set<std::string> unit_ids;
  for (const LoggedEvent& logged : events) {
    if (logged.event.incident_version() != 0) incident_ids.insert(logged.event.incident_id());
    if (logged.event.unit_version() != 0) unit_ids.insert(logged.event.unit_id());
  }
  std::vector<std::string> absent_incidents;
  std::vector<std::string> absent_units;
  States states;
  states.incidents = known_of<v1::Incident>(
      incident_ids, [&view](const std::string& id) { return view.open_incident(id); }, absent_incidents);
  states.units = known_of<v1::Unit>(
      unit_ids, [&view](const std::string& id) { return view.unit(id); }, absent_units);
  if (!absent_units.empty()) {
    std::vector<v1::Unit> loaded = co_await store.load_units(std::move(absent_units));
    add(states.units, std::move(loaded));
  }
  if (!absent_incidents.empty()) {
    std::vector<v1::Incident> loaded = co_await store.load_incidents(std::move(absent_incidents));
    add(states.incidents, std::move(loaded));
  }
  co_return states;
}

// The sequence of a cursor of this log.
std::optional<std::uint64_t> sequence_of(std::string_view digits) {
  std::uint64_t sequence = 0;
  const char* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, sequence);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return sequence;
}

}  // namespace

std::string cursor_of(const LogPosition& log, std::uint64_t sequence) {
  return log.identity() + "-" + std::to_string(sequence);
}

std::string cursor_now(const LogPosition& log) {
  return cursor_of(log, log.last_sequence());
}

Awaitable<domain::Outcome<std::uint64_t>> resume_point(EventStore& store, const LogPosition& log,
                                                       std::string cursor) {
  if (cursor.empty()) co_return log.last_sequence();
  const std::string ours = log.identity() + "-";
  if (!cursor.starts_with(ours)) {
    co_return unknown_cursor("cursor " + cursor +
                             " is not of this log, which may have been restored from a backup");
  }
  const std::optional<std::uint64_t> sequence = sequence_of(std::string_view(cursor).substr(ours.size()));
  if (!sequence) co_return unknown_cursor("cursor " + cursor + " is none");
  if (*sequence > log.last_sequence()) {
    // The process that gave this cursor out may be ahead of this one, but not of the log.
    const std::uint64_t newest = co_await store.last_sequence();
    if (*sequence > newest) co_return unknown_cursor("the log does not have cursor " + cursor);
  }
  co_return *sequence;
}

Awaitable<Page> read_page(EventStore& store, const DistrictView& view, std::uint64_t sequence,
                          std::uint64_t until, std::function<bool(const v1::Event&)> is_wanted) {
  std::vector<LoggedEvent> events = co_await store.read_after(
      sequence, std::min<std::uint64_t>(kPageEvents, until - sequence), std::chrono::milliseconds(0));
  Page page;
  if (events.empty() || events.front().sequence != sequence + 1) co_return page;
  page.last_sequence = events.back().sequence;
  std::erase_if(events, [&is_wanted](const LoggedEvent& logged) {
    return !logged.fault.empty() || !is_wanted(logged.event);
  });
  const States states = co_await states_named(store, view, events);
  for (LoggedEvent& logged : events) {
    Entry& entry = page.entries.emplace_back();
    entry.sequence = logged.sequence;
    entry.event = std::make_shared<v1::Event>(std::move(logged.event));
    if (entry.event->incident_version() != 0)
      entry.incident = states.incidents.at(entry.event->incident_id());
    if (entry.event->unit_version() != 0) entry.unit = states.units.at(entry.event->unit_id());
  }
  co_return page;
}

tl::unexpected<v1::Refusal> missed_too_much() {
  return unknown_cursor("more has happened since this cursor than a watch stream tells afterwards");
}

tl::unexpected<v1::Refusal> watcher_too_slow() {
  return domain::refuse(v1::REFUSAL_REASON_WATCHER_TOO_SLOW, "cursor",
                        "this stream reads more slowly than events happen; resume from its last cursor");
}

}  // namespace turnout::event_store
