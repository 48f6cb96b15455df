#include "event_store/executor.h"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <iterator>
#include <optional>

#include "runtime/backoff.h"
#include "runtime/errors.h"

namespace turnout::event_store {
namespace {

constexpr int kMostTries = 16;
constexpr std::size_t kMostWaiting = 1'024;
constexpr std::chrono::milliseconds kShortestPause{1};
constexpr std::chrono::milliseconds kLongestPause{64};

domain::Aggregates after(domain::Aggregates states, domain::Change change) {
  for (auto& updated : change.incidents) states.incident = std::move(updated.state);
  for (auto& updated : change.units) {
    *std::ranges::find(states.units, updated.state.id(), &v1::Unit::id) = std::move(updated.state);
  }
  return states;
}

// A report makes its incident: nearly always there is none yet.
std::optional<domain::Aggregates> nothing_yet(const Target& target, const domain::Origin& origin) {
  if (origin.id_field != "incident_id") return std::nullopt;
  domain::Aggregates states;
  states.incident.set_id(target.incident_id);
  return states;
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
  domain::Receipt receipt;
  domain::Change change;  // to be committed; empty if there is nothing to do, or it was done before
};

Executor::Executor(boost::asio::io_context& io, EventStore& store, const runtime::Clock& clock,
                   telemetry::Metrics& metrics)
    : io_(io), store_(store), clock_(clock), metrics_(metrics), queue_(io, kMostWaiting), counts_(metrics) {}

Awaitable<domain::Outcome<Accepted>> Executor::run(Target target, domain::Origin origin, Decide decide) {
  std::optional<domain::Aggregates> likely = nothing_yet(target, origin);
  return run(std::move(target), std::move(origin), std::move(decide), std::move(likely));
}

Awaitable<domain::Outcome<Accepted>> Executor::run(Target target, domain::Origin origin, Decide decide,
                                                   std::optional<domain::Aggregates> likely) {
  const std::string key = target.incident_id.empty() ? target.unit_ids.front() : target.incident_id;
  const auto turn = co_await queue_.enter(key);
  if (likely) {
    // Taking that for granted saves the load, and the commit checks it. Whatever comes of it but a commit is
    // left to the tries that load.
    auto unloaded = plan(*std::move(likely), origin, decide);
    auto settled = co_await settle(std::move(unloaded));
    if (settled && *settled && !(*settled)->receipt.event_ids.empty()) co_return *std::move(settled);
  }
  std::optional<ConflictPause> pause;  // made at the first conflict: its seed is costly
  for (int tries = 0; tries < kMostTries; ++tries) {
    domain::Aggregates states = co_await load(target);
    auto loaded = plan(std::move(states), origin, decide);
    auto settled = co_await settle(std::move(loaded));
    if (settled) co_return *std::move(settled);
    metrics_.commit_conflicted();
    if (!pause) pause.emplace(io_);
    co_await pause->rest();
  }
  throw runtime::Conflict("others changed " + key + " first, " + std::to_string(kMostTries) +
                          " times in a row; send the same request again");
}

Awaitable<domain::Outcome<bool>> Executor::act(Target target, Decide decide, IncidentState known) {
  std::optional<domain::Aggregates> likely;
  if (known) likely.emplace().incident = *known;
  domain::Origin itself = domain::the_service_itself();
  const auto accepted =
      co_await run(std::move(target), std::move(itself), std::move(decide), std::move(likely));
  if (!accepted) co_return tl::unexpected(accepted.error());
  co_return !accepted->receipt.event_ids.empty();
}

Awaitable<domain::Aggregates> Executor::load(Target target) {
  domain::Aggregates states = co_await store_.load(std::move(target.incident_id), std::move(target.unit_ids));
  if (!target.more_units) co_return states;
  // The incident is not read again: it must stay the one that named these units.
  domain::Aggregates more = co_await store_.load("", target.more_units(states.incident));
  std::ranges::move(more.units, std::back_inserter(states.units));
  co_return states;
}

domain::Outcome<Executor::Plan> Executor::plan(domain::Aggregates states, const domain::Origin& origin,
                                               const Decide& decide) const {
  if (auto before = domain::find_applied(states, origin)) {
    if (!*before) return tl::unexpected(std::move(before->error()));
    return Plan{std::move(states), std::move(**before), {}};
  }
  domain::Decision events = decide(states, clock_.now_ms());
  if (!events) return tl::unexpected(std::move(events.error()));
  domain::Receipt receipt = domain::receipt_of(*events, origin);
  domain::Change change = domain::change_of(states, std::move(*events));
  return Plan{std::move(states), std::move(receipt), std::move(change)};
}

// The answer, once the plan's change is committed; nothing if others were faster.
Awaitable<std::optional<domain::Outcome<Accepted>>> Executor::settle(domain::Outcome<Plan> plan) {
  if (!plan) co_return tl::unexpected(std::move(plan.error()));
  if (plan->change.events.empty()) co_return Accepted{std::move(plan->states), std::move(plan->receipt)};
  const bool committed = co_await commit(*plan);
  if (!committed) co_return std::nullopt;
  co_return Accepted{after(std::move(plan->states), std::move(plan->change)), std::move(plan->receipt)};
}

Awaitable<bool> Executor::commit(const Plan& plan) {
  CommitCounts::InFlight in_flight(counts_, plan.states.incident, plan.change);
  const auto begun = std::chrono::steady_clock::now();
  try {
    const bool committed = co_await store_.commit(plan.change);
    metrics_.commit_finished(std::chrono::steady_clock::now() - begun);
    in_flight.answered(committed);
    co_return committed;
  } catch (const runtime::Unavailable&) {
    metrics_.commit_outcome_unknown();
    throw;
  }
}

}  // namespace turnout::event_store
