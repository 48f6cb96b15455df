#include "domain/report_incident.h"

#include "chassis/city.h"
#include "chassis/command.h"
#include "intake/duplicate_index.h"
#include "intake/verbs.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::intake {

Awaitable<Outcome<v1::ReportIncidentResponse>> report_incident(District& district, DuplicateIndex& duplicates,
                                                               const v1::ReportIncidentRequest& request) {
  auto jurisdiction = district.city.resolve(request.place(), request.station_id());
  if (!jurisdiction) co_return tl::unexpected(std::move(jurisdiction.error()));
  const auto with_jurisdiction = [&jurisdiction](const domain::Aggregates&,
                                                 domain::Context& context) -> Outcome<void> {
    context.jurisdiction = *jurisdiction;
    return {};
  };
  chassis::Accepted accepted =
      co_await chassis::execute(district, chassis::target_of(request), request, with_jurisdiction);
  auto response = chassis::answer<v1::ReportIncidentResponse>(std::move(accepted));
  if (response && district.rules.policy.has_duplicates()) {
    for (v1::LikelyDuplicate& duplicate :
         duplicates.likely_duplicates(response->incident(), district.rules.policy)) {
      *response->add_likely_duplicates() = std::move(duplicate);
    }
  }
  co_return response;
}

}  // namespace turnout::intake
