// How every command runs: wait for its turn, decide on the states that this process knows, commit on their versions. If somebody
// else was faster, load the states from the store and decide again.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/decision.h"
#include "event_store/command_queue.h"
#include "event_store/commit_metrics.h"
#include "event_store/district_view.h"
#include "event_store/event_store.h"
#include "event_store/own_commits.h"
#include "runtime/clock.h"
#include "telemetry/metrics.h"

namespace turnout::event_store {

// Which states a command looks at; without an incident, the first unit alone.
struct Target : AggregateIds {
  // What only those states know, e.g. all units that are on the incident; null = none.
  std::function<AggregateIds(const domain::Aggregates&)> more = nullptr;
};

// What came of a command that was accepted, now or when it was first sent.
struct Accepted {
  domain::Aggregates states;  // as they are now
  domain::CommandResult result;
};

class Executor {
 public:
  // Called once a try, with the states that it decides on and the service clock's now.
  using Decide = std::function<domain::Decision(const domain::Aggregates&, std::int64_t now_ms)>;

  Executor(boost::asio::io_context& io, EventStore& store, const DistrictView& view,
           const runtime::Clock& clock, telemetry::Metrics& metrics);

  // The same request again yields the result of the first time. Throws runtime::Unavailable if the outcome is unknown,
  // runtime::Conflict if others were faster 16 times in a row.
  Awaitable<domain::Outcome<Accepted>> run(Target target, domain::RequestMeta meta, Decide decide);

  // Runs what a service does unasked, in the name "turnout"; false if by then there was nothing to do (the hint was stale).
  Awaitable<domain::Outcome<bool>> act(Target target, Decide decide);

  // New entries of the log, which the view has taken. What they show to have happened counts, also without an answer.
  void take(const std::vector<Entry>& entries);

  // Commands that wait for another one on the same aggregate.
  std::size_t commands_waiting() const { return queue_.waiting(); }

 private:
  struct Plan;

  std::optional<domain::Aggregates> known_states(const Target& target, const domain::RequestMeta& meta) const;
  Awaitable<domain::Aggregates> load(Target target);
  domain::Outcome<Plan> plan(domain::Aggregates states, const domain::RequestMeta& meta,
                             const Decide& decide) const;
  Awaitable<std::optional<domain::Outcome<Accepted>>> settle(domain::Outcome<Plan> plan);
  Awaitable<bool> commit(const Plan& plan);

  boost::asio::io_context& io_;
  EventStore& store_;
  const DistrictView& view_;
  const runtime::Clock& clock_;
  telemetry::Metrics& metrics_;
  CommandQueue queue_;
  CommitMetrics commit_metrics_;
  OwnCommits own_commits_;
};

}  // namespace turnout::event_store
