#include "domain/require.h"
#include "intake/verbs.h"

namespace turnout::intake {

Awaitable<Outcome<v1::GetIncidentResponse>> get_incident(District& district, v1::GetIncidentRequest request) {
  domain::Aggregates found = co_await district.store.load(request.incident_id(), {});
  if (auto known = domain::require_known(found.incident, request.incident_id()); !known) {
    co_return tl::unexpected(std::move(known.error()));
  }
  v1::GetIncidentResponse response;
  *response.mutable_incident() = std::move(found.incident);
  co_return response;
}

}  // namespace turnout::intake
