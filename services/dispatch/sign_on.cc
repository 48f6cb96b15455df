#include <algorithm>

#include "dispatch/verbs.h"
#include "domain/request.h"

namespace turnout::dispatch {
namespace {

bool is_aboard(const v1::Unit& unit, const std::string& person) {
  return std::ranges::count(unit.shift().officers(), person) > 0 ||
         std::ranges::count(unit.shift().auxiliaries(), person) > 0;
}

tl::unexpected<v1::Refusal> aboard_elsewhere(const std::string& person, const std::string& unit_id) {
  return domain::refuse(v1::REFUSAL_REASON_SIGNED_ON_ELSEWHERE, "officers",
                        person + " is aboard unit " + unit_id + "; sign that unit off first");
}

// A request that comes again is answered as it was, wherever the crew has gone since.
bool was_applied(const v1::Unit& unit, const v1::SignOnRequest& request) {
  domain::Aggregates states;
  states.units.push_back(unit);
  return domain::find_applied(states, domain::origin_of(request)).has_value();
}

// By what this process knows: a commit holds one unit, not all of them.
Outcome<void> require_nobody_elsewhere(const District& district, const v1::SignOnRequest& request) {
  const auto boarded = district.view.units().find(request.unit_id());
  if (boarded == district.view.units().end() || was_applied(*boarded->second, request)) return {};
  std::vector<std::string> people(request.officers().begin(), request.officers().end());
  people.insert(people.end(), request.auxiliaries().begin(), request.auxiliaries().end());
  for (const auto& [id, unit] : district.view.units()) {
    if (id == request.unit_id()) continue;
    for (const std::string& person : people) {
      if (!is_aboard(*unit, person)) continue;
      return aboard_elsewhere(person, id);
    }
  }
  return {};
}

}  // namespace

Awaitable<Outcome<v1::SignOnResponse>> sign_on(District& district, v1::SignOnRequest request) {
  co_await district.follower.catch_up();
  if (auto free = require_nobody_elsewhere(district, request); !free) {
    co_return tl::unexpected(std::move(free.error()));
  }
  const event_store::Target target = host::unit_of(request);
  co_return host::answer<v1::SignOnResponse>(co_await host::execute(district, target, std::move(request)));
}

}  // namespace turnout::dispatch
