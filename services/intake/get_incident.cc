#include "chassis/command.h"
#include "domain/require.h"
#include "intake/verbs.h"
#include "runtime/errors.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::intake {

Awaitable<Outcome<v1::GetIncidentResponse>> get_incident(District& district,
                                                         const v1::GetIncidentRequest& request) {
  std::vector<std::string> ids(1, request.incident_id());
  std::vector<v1::Incident> found;
  try {
    found = co_await district.store.load_incidents(std::move(ids));
  } catch (const runtime::Unavailable&) {
    const event_store::IncidentState open = district.view.open_incident(request.incident_id());
    if (!open) throw;
    found.push_back(*open);
  }
  if (auto known = domain::require_known(found.front(), request.incident_id()); !known) {
    co_return tl::unexpected(std::move(known.error()));
  }
  v1::GetIncidentResponse response;
  *response.mutable_incident() = chassis::shown(std::move(found.front()));
  co_return response;
}

}  // namespace turnout::intake
