// The district that a service serves, as its verbs see it: plain references to what main has built.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "event_store/district_view.h"
#include "event_store/event_store.h"
#include "event_store/executor.h"
#include "event_store/log_follower.h"
#include "event_store/tail.h"
#include "host/city.h"
#include "host/positions.h"
#include "host/rules.h"
#include "runtime/clock.h"
#include "telemetry/metrics.h"

namespace turnout::host {

// Everything in it lives as long as the process. Used on the io_context's thread only.
struct District {
  std::string name;
  const City& city;
  const Rules& rules;
  const runtime::Clock& clock;
  telemetry::Metrics& metrics;
  event_store::EventStore& store;
  event_store::Executor& executor;
  event_store::DistrictView& view;
  event_store::Tail& tail;
  event_store::LogFollower& follower;
  Positions& positions;

  // What a decision at this instant may know.
  domain::Context context(std::int64_t now_ms) const {
    return {.now_ms = now_ms, .policy = rules.policy, .roster = rules.roster, .heard = positions.heard()};
  }
};

using Accepted = domain::Outcome<event_store::Accepted>;

// Runs a command: load its target, decide by the rulebook, commit.
template <class Request>
Awaitable<Accepted> execute(District& district, event_store::Target target, Request request,
                            domain::Jurisdiction jurisdiction) {
  domain::Origin origin = domain::origin_of(request);
  auto decide = [&district, request = std::move(request), jurisdiction = std::move(jurisdiction)](
                    const domain::Aggregates& states, std::int64_t now_ms) {
    domain::Context context = district.context(now_ms);
    context.jurisdiction = jurisdiction;
    return domain::decide(states, request, context);
  };
  return district.executor.run(std::move(target), std::move(origin), std::move(decide));
}

template <class Request>
Awaitable<Accepted> execute(District& district, event_store::Target target, Request request) {
  return execute(district, std::move(target), std::move(request), domain::Jurisdiction());
}

// The target of a command on an incident, and on one unit of it.
template <class Request>
event_store::Target incident_of(const Request& request) {
  return {.incident_id = request.incident_id(), .unit_ids = {}};
}
template <class Request>
event_store::Target order_of(const Request& request) {
  return {.incident_id = request.incident_id(), .unit_ids = {request.unit_id()}};
}
template <class Request>
event_store::Target unit_of(const Request& request) {
  return {.incident_id = "", .unit_ids = {request.unit_id()}};
}

// Refuses a district that is named and is not this one.
domain::Outcome<void> require_served(const District& district, const std::string& named,
                                     const std::string& field);

// The answer to a command that was accepted: the states as they are now and the ids of the events it caused.
template <class Response>
domain::Outcome<Response> answer(Accepted accepted) {
  if (!accepted) return tl::unexpected(std::move(accepted.error()));
  Response response;
  if constexpr (requires { response.mutable_incident(); }) {
    *response.mutable_incident() = std::move(accepted->states.incident);
  }
  if constexpr (requires { response.mutable_unit(); }) {
    *response.mutable_unit() = std::move(accepted->states.units.front());
  }
  if constexpr (requires { response.set_assignment(1); })
    response.set_assignment(accepted->receipt.assignment);
  for (std::string& id : accepted->receipt.event_ids) response.add_event_ids(std::move(id));
  return response;
}

}  // namespace turnout::host
