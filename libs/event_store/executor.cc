#include "event_store/executor.h"

#include <openssl/rand.h>

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <iterator>
#include <optional>

#include "domain/personal.h"
#include "runtime/backoff.h"
#include "runtime/errors.h"

namespace turnout::event_store {
namespace {

constexpr int kMaxTries = 16;
constexpr std::size_t kMaxWaiting = 1'024;
constexpr std::chrono::milliseconds kShortestPause{1};
constexpr std::chrono::milliseconds kLongestPause{64};

domain::Aggregates after(domain::Aggregates states, domain::Change change) {
  for (auto& updated : change.incidents) {
    v1::Incident& before =
        updated.state.id() == states.incident.id() ? states.incident : states.other_incident;
    before = std::move(updated.state);
  }
  for (auto& updated : change.units) {
    *std::ranges::find(states.units, updated.state.id(), &v1::Unit::id) = std::move(updated.state);
  }
  return states;
}

// Seals the personal data of each event, with one salt an event, before anything is applied.
void seal(std::vector<v1::Event>& events) {
  std::string salt(domain::kPersonalSaltBytes, '\0');
  for (v1::Event& event : events) {
    if (RAND_bytes(reinterpret_cast<unsigned char*>(salt.data()), static_cast<int>(salt.size())) != 1) {
      throw runtime::Unavailable("the host has no random numbers");
    }
    domain::seal_personal(event, salt);
  }
}

class ConflictPause {
 public:
  explicit ConflictPause(boost::asio::io_context& io) : timer_(io), backoff_(kShortestPause, kLongestPause) {}

  Awaitable<void> rest() {
    timer_.expires_after(backoff_.next());
    co_await timer_.async_wait(boost::asio::use_awaitable);
  }

 private:
  boost::asio::steady_timer timer_;
  runtime::Backoff backoff_;
};

}  // namespace

// What a command comes to on certain states.
struct Executor::Plan {
  domain::Aggregates states;
  domain::CommandResult result;
  domain::Change change;  // to be committed; empty if there is nothing to do, or it was done before
};

Executor::Executor(boost::asio::io_context& io, EventStore& store, const DistrictView& view,
                   const runtime::Clock& clock, telemetry::Metrics& metrics)
    : io_(io),
      store_(store),
      view_(view),
      clock_(clock),
      metrics_(metrics),
      queue_(io, kMaxWaiting),
      commit_metrics_(metrics) {}

Awaitable<domain::Outcome<Accepted>> Executor::run(Target target, domain::RequestMeta meta, Decide decide) {
  const std::string key = target.incident_id.empty() ? target.unit_ids.front() : target.incident_id;
  const auto turn = co_await queue_.enter(key);
  if (std::optional<domain::Aggregates> known = known_states(target, meta)) {
    // The commit checks that they are the newest. A refusal or a repeated request is decided on what the store has.
    auto on_known = plan(*std::move(known), meta, decide);
    if (on_known && !on_known->change.events.empty()) {
      auto settled = co_await settle(std::move(on_known));
      if (settled) co_return *std::move(settled);
      metrics_.commit_conflicted();
    }
  }
  std::optional<ConflictPause> pause;  // made at the first conflict: its seed is costly
  for (int tries = 0; tries < kMaxTries; ++tries) {
    domain::Aggregates states = co_await load(target);
    auto loaded = plan(std::move(states), meta, decide);
    auto settled = co_await settle(std::move(loaded));
    if (settled) co_return *std::move(settled);
    metrics_.commit_conflicted();
    if (!pause) pause.emplace(io_);
    co_await pause->rest();
  }
  throw runtime::Conflict("others changed " + key + " first, " + std::to_string(kMaxTries) +
                          " times in a row; send the same request again");
}

Awaitable<domain::Outcome<bool>> Executor::act(Target target, Decide decide) {
  domain::RequestMeta meta = domain::service_meta();
  const auto accepted = co_await run(std::move(target), std::move(meta), std::move(decide));
  if (!accepted) co_return tl::unexpected(accepted.error());
  co_return !accepted->result.event_ids.empty();
}

void Executor::take(const std::vector<Entry>& entries) {
  commit_metrics_.take(entries);
  own_commits_.take(entries);
}

// Nothing if this process does not know all of them.
std::optional<domain::Aggregates> Executor::known_states(const Target& target,
                                                         const domain::RequestMeta& meta) const {
  domain::Aggregates states;
  const auto incident = [this](const std::string& id) {
    return own_commits_.newest(id, view_.open_incident(id));
  };
  const auto add_unit = [this, &states](const std::string& id) {
    const UnitState unit = own_commits_.newest(id, view_.unit(id));
    if (unit) states.units.push_back(*unit);
    return unit != nullptr;
  };
  if (!target.incident_id.empty()) {
    const IncidentState known = incident(target.incident_id);
    const bool is_report = meta.id_field == "incident_id";
    if (!known && !is_report) return std::nullopt;
    if (known) {
      states.incident = *known;
    } else {
      states.incident.set_id(target.incident_id);  // a report makes its incident: nearly always there is none
    }
  }
  const auto add_others = [&](const AggregateIds& ids) {
    if (!ids.person_ids.empty()) return false;
    if (!ids.other_incident_id.empty()) {
      const IncidentState known = incident(ids.other_incident_id);
      if (!known) return false;
      states.other_incident = *known;
    }
    return std::ranges::all_of(ids.unit_ids, add_unit);
  };
  if (!add_others(target)) return std::nullopt;
  if (target.more && !add_others(target.more(states))) return std::nullopt;
  return states;
}

Awaitable<domain::Aggregates> Executor::load(Target target) {
  AggregateIds ids = target;
  domain::Aggregates states = co_await store_.load(std::move(ids));
  if (!target.more) co_return states;
  // The states are not read again: they must stay those that named the others.
  AggregateIds more = target.more(states);
  if (!more.other_incident_id.empty()) {
    std::vector<std::string> other(1, more.other_incident_id);
    std::vector<v1::Incident> found = co_await store_.load_incidents(std::move(other));
    states.other_incident = std::move(found.front());
  }
  std::vector<v1::Unit> units = co_await store_.load_units(std::move(more.unit_ids));
  std::ranges::move(units, std::back_inserter(states.units));
  std::erase_if(more.person_ids, [&states](const std::string& id) { return states.person(id) != nullptr; });
  std::vector<v1::Person> people = co_await store_.load_people(std::move(more.person_ids));
  std::ranges::move(people, std::back_inserter(states.people));
  co_return states;
}

domain::Outcome<Executor::Plan> Executor::plan(domain::Aggregates states, const domain::RequestMeta& meta,
                                               const Decide& decide) const {
  if (auto before = domain::find_applied(states, meta)) {
    if (!*before) return tl::unexpected(std::move(before->error()));
    return Plan{std::move(states), std::move(**before), {}};
  }
  domain::Decision events = decide(states, clock_.now_ms());
  if (!events) return tl::unexpected(std::move(events.error()));
  seal(*events);
  domain::CommandResult result = domain::result_of(*events, meta);
  domain::Change change = domain::change_of(states, std::move(*events));
  return Plan{std::move(states), std::move(result), std::move(change)};
}

// The answer, once the plan's change is committed; nothing if others were faster.
Awaitable<std::optional<domain::Outcome<Accepted>>> Executor::settle(domain::Outcome<Plan> plan) {
  if (!plan) co_return tl::unexpected(std::move(plan.error()));
  if (plan->change.events.empty()) co_return Accepted{std::move(plan->states), std::move(plan->result)};
  const bool committed = co_await commit(*plan);
  if (!committed) co_return std::nullopt;
  co_return Accepted{after(std::move(plan->states), std::move(plan->change)), std::move(plan->result)};
}

Awaitable<bool> Executor::commit(const Plan& plan) {
  CommitMetrics::InFlight in_flight(commit_metrics_, plan.states, plan.change);
  const auto begun = std::chrono::steady_clock::now();
  try {
    const bool committed = co_await store_.commit(plan.change);
    metrics_.commit_finished(std::chrono::steady_clock::now() - begun);
    in_flight.answered(committed);
    if (committed) own_commits_.add(plan.change);
    co_return committed;
  } catch (const runtime::Unavailable&) {
    metrics_.commit_outcome_unknown();
    throw;
  }
}

}  // namespace turnout::event_store
