#include "event_store/executor.h"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <iterator>
#include <optional>

#include "event_store/tally.h"
#include "runtime/backoff.h"
#include "runtime/errors.h"

namespace turnout::event_store {
namespace {

constexpr int kMostTries = 16;
constexpr std::size_t kMostWaiting = 1'024;
constexpr std::chrono::milliseconds kShortestPause{1};
constexpr std::chrono::milliseconds kLongestPause{64};

domain::Aggregates after(domain::Aggregates states, const domain::Change& change) {
  for (const auto& updated : change.incidents) states.incident = updated.state;
  for (const auto& updated : change.units) {
    for (v1::Unit& unit : states.units) {
      if (unit.id() == updated.state.id()) unit = updated.state;
    }
  }
  return states;
}

// A report makes its incident: a try before the others saves the load and takes for granted that there is
// none, which its commit checks. What it comes to otherwise is left to them.
bool makes_incident(const domain::Origin& origin) {
  return origin.id_field == "incident_id";
}

domain::Aggregates nothing_yet(const Target& target) {
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

Executor::Executor(boost::asio::io_context& io, EventStore& store, const runtime::Clock& clock,
                   telemetry::Metrics& metrics)
    : io_(io), store_(store), clock_(clock), metrics_(metrics), queue_(io, kMostWaiting) {}

Awaitable<domain::Outcome<Accepted>> Executor::run(Target target, domain::Origin origin, Decide decide) {
  const std::string key = target.incident_id.empty() ? target.unit_ids.front() : target.incident_id;
  const auto turn = co_await queue_.enter(key);
  std::optional<ConflictPause> pause;  // made at the first conflict: its seed is costly
  for (int tries = makes_incident(origin) ? -1 : 0; tries < kMostTries; ++tries) {
    const bool loaded = tries >= 0;
    domain::Aggregates states = nothing_yet(target);
    if (loaded) states = co_await load(target);
    if (auto before = domain::find_applied(states, origin)) {
      if (!*before) co_return tl::unexpected(std::move(before->error()));
      co_return Accepted{std::move(states), std::move(**before)};
    }
    domain::Decision events = decide(states, clock_.now_ms());
    if (!events && !loaded) continue;
    if (!events) co_return tl::unexpected(std::move(events.error()));
    if (events->empty()) co_return Accepted{std::move(states), {}};
    domain::Receipt receipt = domain::receipt_of(*events, origin);
    domain::Change change = domain::change_of(states, std::move(*events));
    states = after(std::move(states), change);
    const bool committed = co_await commit(std::move(change));
    if (committed) co_return Accepted{std::move(states), std::move(receipt)};
    if (!loaded) continue;
    metrics_.commit_conflicted();
    if (!pause) pause.emplace(io_);
    co_await pause->rest();
  }
  throw runtime::Conflict("others changed " + key + " first, " + std::to_string(kMostTries) +
                          " times in a row; send the same request again");
}

Awaitable<domain::Outcome<bool>> Executor::act(Target target, Decide decide) {
  domain::Origin itself = domain::the_service_itself();
  const auto accepted = co_await run(std::move(target), std::move(itself), std::move(decide));
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

Awaitable<bool> Executor::commit(domain::Change change) {
  const auto begun = std::chrono::steady_clock::now();
  const Tally tally = tally_of(change);
  bool committed = false;
  try {
    committed = co_await store_.commit(std::move(change));
  } catch (const runtime::Unavailable&) {
    metrics_.commit_outcome_unknown();
    throw;
  }
  metrics_.commit_finished(std::chrono::steady_clock::now() - begun);
  if (committed) count(tally, metrics_);
  co_return committed;
}

}  // namespace turnout::event_store
