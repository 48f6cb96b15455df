// How every command runs: take its turn, load, decide, commit what was decided on the versions that were
// loaded, and begin again if somebody else was faster.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/decide.h"
#include "domain/request.h"
#include "event_store/command_queue.h"
#include "event_store/commit_counts.h"
#include "event_store/district_view.h"
#include "event_store/event_store.h"
#include "runtime/clock.h"
#include "telemetry/metrics.h"

namespace turnout::event_store {

// Which states a command looks at.
struct Target {
  std::string incident_id;            // empty = the first unit alone
  std::vector<std::string> unit_ids;  // known from the command
  // Units that only the incident knows, e.g. all that are on it; null = none.
  std::function<std::vector<std::string>(const v1::Incident&)> more_units = nullptr;
};

// What came of a command that was accepted, now or when it was first sent.
struct Accepted {
  domain::Aggregates states;  // as they are now
  domain::Receipt receipt;
};

class Executor {
 public:
  // Called once a try, with the states as loaded and the service clock's now.
  using Decide = std::function<domain::Decision(const domain::Aggregates&, std::int64_t now_ms)>;

  Executor(boost::asio::io_context& io, EventStore& store, const runtime::Clock& clock,
           telemetry::Metrics& metrics);

  // The same request again yields the receipt of the first time. Throws runtime::Unavailable if the outcome
  // is unknown, runtime::Conflict if others were faster 16 times in a row.
  Awaitable<domain::Outcome<Accepted>> run(Target target, domain::Origin origin, Decide decide);

  // What a service does by itself, in its own name; false if by then there was nothing to do (the hint was
  // stale). `known` is the incident as the caller saw it last, which saves the load if nobody has changed it
  // since; null = unknown.
  Awaitable<domain::Outcome<bool>> act(Target target, Decide decide, IncidentState known);

  // New entries of the log: what they show to have happened counts, also without an answer.
  void take(const std::vector<Entry>& entries) { counts_.take(entries); }

  // Commands that wait for another one on the same aggregate.
  std::size_t commands_waiting() const { return queue_.waiting(); }

 private:
  struct Plan;

  // `likely`: states on which to try before any are loaded.
  Awaitable<domain::Outcome<Accepted>> run(Target target, domain::Origin origin, Decide decide,
                                           std::optional<domain::Aggregates> likely);
  Awaitable<domain::Aggregates> load(Target target);
  domain::Outcome<Plan> plan(domain::Aggregates states, const domain::Origin& origin,
                             const Decide& decide) const;
  Awaitable<std::optional<domain::Outcome<Accepted>>> settle(domain::Outcome<Plan> plan);
  Awaitable<bool> commit(const Plan& plan);

  boost::asio::io_context& io_;
  EventStore& store_;
  const runtime::Clock& clock_;
  telemetry::Metrics& metrics_;
  CommandQueue queue_;
  CommitCounts counts_;
};

}  // namespace turnout::event_store
