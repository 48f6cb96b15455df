// Runs a command in a service: decide by the rules, commit, answer with the current states.
#pragma once

#include <string>
#include <utility>

#include "chassis/district.h"
#include "domain/commands.h"

namespace turnout::chassis {

using Accepted = domain::Outcome<event_store::Accepted>;

// The incident and the unit that a command names.
template <class Request>
event_store::Target target_of(const Request& request) {
  event_store::Target target;
  if constexpr (requires { request.incident_id(); }) target.incident_id = request.incident_id();
  if constexpr (requires { request.duplicate_of(); }) target.other_incident_id = request.duplicate_of();
  if constexpr (requires { request.unit_id(); }) target.unit_ids.push_back(request.unit_id());
  if constexpr (requires { request.auxiliaries(); }) {
    target.person_ids.assign(request.officers().begin(), request.officers().end());
    target.person_ids.insert(target.person_ids.end(), request.auxiliaries().begin(),
                             request.auxiliaries().end());
  }
  return target;
}

// `context_of(states, context)` completes the context of the decision, or refuses. The request lives until the awaitable completes.
template <class Request, class ContextOf>
Awaitable<Accepted> execute(District& district, event_store::Target target, const Request& request,
                            ContextOf context_of) {
  domain::RequestMeta meta = domain::request_meta_of(request, district.fingerprint_secret);
  auto decide = [&district, &request, meta, context_of](const domain::Aggregates& states,
                                                        std::int64_t now_ms) -> domain::Decision {
    domain::Context context = district.context(now_ms);
    context.meta = meta;
    if (auto known = context_of(states, context); !known) return tl::unexpected(std::move(known.error()));
    return domain::decide(states, request, context);
  };
  return district.executor.run(std::move(target), std::move(meta), std::move(decide));
}

template <class Request>
Awaitable<Accepted> execute(District& district, event_store::Target target, const Request& request) {
  return execute(district, std::move(target), request,
                 [](const domain::Aggregates&, domain::Context&) { return domain::Outcome<void>(); });
}

// A state as clients get it.
v1::Incident shown(v1::Incident incident);
v1::Unit shown(v1::Unit unit);

// The answer to an accepted command: the current states and the ids of the events that it caused.
template <class Response>
domain::Outcome<Response> answer(Accepted accepted) {
  if (!accepted) return tl::unexpected(std::move(accepted.error()));
  Response response;
  if constexpr (requires { response.mutable_incident(); }) {
    *response.mutable_incident() = shown(std::move(accepted->states.incident));
  }
  if constexpr (requires { response.mutable_unit(); }) {
    *response.mutable_unit() = shown(std::move(accepted->states.units.front()));
  }
  if constexpr (requires { response.set_order_number(1); }) {
    response.set_order_number(accepted->result.order_number);
  }
  for (std::string& id : accepted->result.event_ids) response.add_event_ids(std::move(id));
  return response;
}

// What only the states of a command know; see event_store::Target.
using More = event_store::AggregateIds (*)(const domain::Aggregates& states);

// The units that are on the incident, as many as one decision recalls or moves.
event_store::AggregateIds units_on(const domain::Aggregates& states);
// The incident that is kept instead of this duplicate, and the units that moved to it.
event_store::AggregateIds incident_kept_instead_of(const domain::Aggregates& states);
// The people aboard the command's unit.
event_store::AggregateIds crew_aboard(const domain::Aggregates& states);

// A command that needs only its states: those that it names, and `more`.
template <class Response, class Request, More more = nullptr>
Awaitable<domain::Outcome<Response>> run_command(District& district, const Request& request) {
  event_store::Target target = target_of(request);
  target.more = more;
  Accepted accepted = co_await execute(district, std::move(target), request);
  co_return answer<Response>(std::move(accepted));
}

}  // namespace turnout::chassis
