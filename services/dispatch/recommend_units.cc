#include "dispatch/verbs.h"
#include "dispatching/recommend.h"
#include "domain/policy.h"
#include "domain/require.h"

namespace turnout::dispatch {
namespace {

constexpr std::size_t kDefaultCandidates = 5;

}  // namespace

Awaitable<Outcome<v1::RecommendUnitsResponse>> recommend_units(District& district,
                                                               v1::RecommendUnitsRequest request) {
  const domain::Aggregates found = co_await district.store.load(request.incident_id(), {});
  if (auto known = domain::require_known(found.incident, request.incident_id()); !known) {
    co_return tl::unexpected(std::move(known.error()));
  }
  co_await district.follower.catch_up();
  std::vector<event_store::UnitState> units;
  for (const auto& [id, unit] : district.view.units()) units.push_back(unit);
  co_return dispatching::recommend(
      {.incident = found.incident,
       .speed_mps = domain::travel_speed_mps(district.rules.policy, found.incident.area_class()),
       .now_ms = district.clock.now_ms(),
       .most = request.limit() == 0 ? kDefaultCandidates : request.limit(),
       .heard = district.positions.heard()},
      units);
}

}  // namespace turnout::dispatch
