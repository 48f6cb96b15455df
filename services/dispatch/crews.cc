// Commands that bring a crew aboard: nobody is aboard two units.
#include <algorithm>

#include "chassis/command.h"
#include "dispatch/verbs.h"
#include "domain/sign_on.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::dispatch {
namespace {

bool is_aboard(const v1::Unit& unit, const std::string& person) {
  return std::ranges::count(unit.shift().officers(), person) > 0 ||
         std::ranges::count(unit.shift().auxiliaries(), person) > 0;
}

tl::unexpected<v1::Refusal> aboard_elsewhere(const std::string& field, const std::string& person,
                                             const std::string& unit_id) {
  return domain::refuse(v1::REFUSAL_REASON_SIGNED_ON_ELSEWHERE, field,
                        person + " is aboard unit " + unit_id + "; sign that unit off first");
}

// A repeated request gets the same answer, even if the crew is aboard another unit by now.
template <class Request>
bool was_applied(const District& district, const v1::Unit& unit, const Request& request) {
  domain::Aggregates states;
  states.units.push_back(unit);
  if constexpr (requires { request.incident_id(); }) {
    if (auto incident = district.view.open_incident(request.incident_id())) states.incident = *incident;
  }
  return domain::find_applied(states, domain::request_meta_of(request, district.fingerprint_secret))
      .has_value();
}

template <class Ids>
Outcome<void> require_nobody_elsewhere(const District& district, const std::string& boarded,
                                       const std::string& field, const Ids& people) {
  for (const auto& [id, unit] : district.view.units()) {
    if (id == boarded) continue;
    for (const std::string& person : people) {
      if (is_aboard(*unit, person)) return aboard_elsewhere(field, person, id);
    }
  }
  return {};
}

// Checked against the view, because a commit checks one unit, not all of them.
template <class Request>
Outcome<void> require_nobody_elsewhere(const District& district, const Request& request) {
  const auto boarded = district.view.units().find(request.unit_id());
  if (boarded == district.view.units().end() || was_applied(district, *boarded->second, request)) return {};
  if (auto free = require_nobody_elsewhere(district, request.unit_id(), "officers", request.officers());
      !free) {
    return free;
  }
  return require_nobody_elsewhere(district, request.unit_id(), "auxiliaries", request.auxiliaries());
}

template <class Response, class Request>
Awaitable<Outcome<Response>> bring_aboard(District& district, const Request& request) {
  co_await district.follower.catch_up();
  if (auto free = require_nobody_elsewhere(district, request); !free) {
    co_return tl::unexpected(std::move(free.error()));
  }
  co_return co_await chassis::run_command<Response>(district, request);
}

}  // namespace

Awaitable<Outcome<v1::SignOnResponse>> sign_on(District& district, const v1::SignOnRequest& request) {
  return bring_aboard<v1::SignOnResponse>(district, request);
}

Awaitable<Outcome<v1::RelieveCrewResponse>> relieve_crew(District& district,
                                                         const v1::RelieveCrewRequest& request) {
  return bring_aboard<v1::RelieveCrewResponse>(district, request);
}

}  // namespace turnout::dispatch
