#include "intake/verbs.h"

namespace turnout::intake {

Awaitable<Outcome<v1::ReportIncidentResponse>> report_incident(District& district,
                                                               v1::ReportIncidentRequest request) {
  auto jurisdiction = district.city.resolve(request.place(), request.station_id());
  if (!jurisdiction) co_return tl::unexpected(std::move(jurisdiction.error()));
  const event_store::Target target = host::incident_of(request);
  co_return host::answer<v1::ReportIncidentResponse>(
      co_await host::execute(district, target, std::move(request), *jurisdiction));
}

}  // namespace turnout::intake
