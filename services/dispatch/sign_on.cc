#include "domain/sign_on.h"

#include <algorithm>

#include "chassis/command.h"
#include "dispatch/verbs.h"
#include "turnout/v1/dispatch_service.pb.h"

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

// A repeated request gets the same answer, even if the crew is aboard another unit by now.
bool was_applied(const District& district, const v1::Unit& unit, const v1::SignOnRequest& request) {
  domain::Aggregates states;
  states.units.push_back(unit);
  return domain::find_applied(states, domain::request_meta_of(request, district.fingerprint_secret))
      .has_value();
}

// Checked against the view, because a commit checks one unit, not all of them.
Outcome<void> require_nobody_elsewhere(const District& district, const v1::SignOnRequest& request) {
  const auto boarded = district.view.units().find(request.unit_id());
  if (boarded == district.view.units().end() || was_applied(district, *boarded->second, request)) return {};
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

Awaitable<Outcome<v1::SignOnResponse>> sign_on(District& district, const v1::SignOnRequest& request) {
  co_await district.follower.catch_up();
  if (auto free = require_nobody_elsewhere(district, request); !free) {
    co_return tl::unexpected(std::move(free.error()));
  }
  co_return co_await chassis::run_command<v1::SignOnResponse>(district, request);
}

}  // namespace turnout::dispatch
