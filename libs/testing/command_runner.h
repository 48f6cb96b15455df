// Runs commands on an event store as a service does: target, decision, commit. One runner represents one process. Programs
// that use it link turnout_event_store.
#pragma once

#include <boost/asio/io_context.hpp>
#include <concepts>
#include <stdexcept>
#include <string>
#include <utility>

#include "domain/commands.h"
#include "domain/crew.h"
#include "domain/orders.h"
#include "event_store/executor.h"
#include "telemetry/metrics.h"
#include "testing/given_when_then.h"
#include "testing/manual_clock.h"
#include "testing/run.h"

namespace turnout::testing {

using Accepted = domain::Outcome<event_store::Accepted>;

class CommandRunner {
 public:
  // The name distinguishes the request ids of several runners.
  CommandRunner(boost::asio::io_context& io, event_store::EventStore& store, telemetry::Metrics& metrics,
                std::string name = "runner")
      : view(store), io_(io), name_(std::move(name)), executor_(io, store, view, clock, metrics) {}

  // A command without a request id gets the next one.
  template <class Request>
  Awaitable<Accepted> send(Command<Request> command) {
    if constexpr (requires { command.request.set_request_id(""); }) {
      if (command.request.request_id().empty()) command.id(name_ + "-" + std::to_string(++requests_));
    }
    event_store::Target target = target_of(command.request);
    domain::RequestMeta meta = domain::request_meta_of(command.request, kFingerprintSecret);
    auto decide = [this, command = std::move(command), meta](const domain::Aggregates& states,
                                                             std::int64_t now_ms) {
      return domain::decide(states, command.request,
                            {.now_ms = now_ms,
                             .policy = policy,
                             .roster = roster_,
                             .jurisdiction = command.jurisdiction,
                             .meta = meta});
    };
    return executor_.run(std::move(target), std::move(meta), std::move(decide));
  }

  // Sends commands one after another, runs the io_context until each is done, and throws if one is refused.
  template <class... Commands>
  void must(const Commands&... commands) {
    (require_accepted(run(io_, send(commands))), ...);
  }

  // Does the deadline keeper's work: false if nothing was due.
  Awaitable<bool> fire_due(std::string incident_id) {
    event_store::Target target;
    target.incident_id = std::move(incident_id);
    event_store::Executor::Decide due = [this](const domain::Aggregates& states,
                                               std::int64_t now_ms) -> domain::Decision {
      return domain::decide_due(states, {.now_ms = now_ms, .policy = policy, .roster = roster_});
    };
    const auto fired = co_await executor_.act(std::move(target), std::move(due));
    co_return fired.value();
  }

  ManualClock clock{kCallAtMs};
  v1::Policy policy = default_policy();

  // The states that the process knows; empty unless a test loads the view or passes it entries of the log.
  event_store::DistrictView view;

  // Passes on new entries of the log that the view has taken.
  void take(const std::vector<event_store::Entry>& entries) { executor_.take(entries); }

 private:
  template <class Request>
  static event_store::Target target_of(const Request& request) {
    event_store::Target target;
    if constexpr (requires { request.incident_id(); }) target.incident_id = request.incident_id();
    if constexpr (requires { request.duplicate_of(); }) target.other_incident_id = request.duplicate_of();
    if constexpr (requires { request.unit_id(); }) target.unit_ids.push_back(request.unit_id());
    if constexpr (requires { request.auxiliaries(); }) {
      target.person_ids.assign(request.officers().begin(), request.officers().end());
      target.person_ids.insert(target.person_ids.end(), request.auxiliaries().begin(),
                               request.auxiliaries().end());
      target.more = [](const domain::Aggregates& states) {
        return event_store::AggregateIds{.person_ids = domain::people_aboard(states.units.front())};
      };
    }
    if constexpr (std::same_as<Request, v1::CancelIncidentRequest> ||
                  std::same_as<Request, v1::LinkDuplicateRequest>) {
      target.more = [](const domain::Aggregates& states) {
        return event_store::AggregateIds{.unit_ids = domain::active_units(states.incident)};
      };
    }
    return target;
  }

  static void require_accepted(const Accepted& accepted) {
    if (!accepted) throw std::runtime_error("refused: " + accepted.error().ShortDebugString());
  }

  boost::asio::io_context& io_;
  std::string name_;
  int requests_ = 0;
  v1::Roster roster_ = default_roster();
  event_store::Executor executor_;
};

}  // namespace turnout::testing
