#include "intake/likely_duplicates.h"
#include "intake/verbs.h"

namespace turnout::intake {

Awaitable<Outcome<v1::ReportIncidentResponse>> report_incident(District& district,
                                                               v1::ReportIncidentRequest request) {
  auto jurisdiction = district.city.resolve(request.place(), request.station_id());
  if (!jurisdiction) co_return tl::unexpected(std::move(jurisdiction.error()));
  const event_store::Target target = host::incident_of(request);
  auto response = host::answer<v1::ReportIncidentResponse>(
      co_await host::execute(district, target, std::move(request), *jurisdiction));
  if (response && district.rules.policy.has_duplicates()) {
    for (v1::LikelyDuplicate& duplicate : likely_duplicates(
             response->incident(), district.rules.policy.duplicates(), district.view.open_incidents())) {
      *response->add_likely_duplicates() = std::move(duplicate);
    }
  }
  co_return response;
}

}  // namespace turnout::intake
