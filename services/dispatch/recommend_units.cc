#include "dispatch/verbs.h"
#include "domain/require.h"
#include "turnout/v1/dispatch_service.pb.h"
#include "unit_selection/recommend.h"

namespace turnout::dispatch {
namespace {

constexpr std::size_t kDefaultCandidates = 5;

}  // namespace

Awaitable<Outcome<v1::RecommendUnitsResponse>> recommend_units(District& district,
                                                               const v1::RecommendUnitsRequest& request) {
  co_await district.follower.catch_up_if_reachable();
  event_store::IncidentState incident = district.view.open_incident(request.incident_id());
  if (!incident) {
    std::vector<std::string> ids(1, request.incident_id());
    std::vector<v1::Incident> found = co_await district.store.load_incidents(std::move(ids));
    incident = std::make_shared<v1::Incident>(std::move(found.front()));
  }
  if (auto known = domain::require_known(*incident, request.incident_id()); !known) {
    co_return tl::unexpected(std::move(known.error()));
  }
  co_return unit_selection::recommend(
      {.incident = *incident,
       .policy = district.rules.policy,
       .now_ms = district.clock.now_ms(),
       .max_count = request.limit() == 0 ? kDefaultCandidates : request.limit(),
       .last_positions = district.last_positions},
      district.view.units());
}

}  // namespace turnout::dispatch
