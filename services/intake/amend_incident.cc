#include "domain/amend_incident.h"

#include "chassis/city.h"
#include "chassis/command.h"
#include "intake/verbs.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::intake {

Awaitable<Outcome<v1::AmendIncidentResponse>> amend_incident(District& district,
                                                             const v1::AmendIncidentRequest& request) {
  // The station depends on the place after the change, so it is resolved from the state.
  const auto resolve = [&district, &request](const domain::Aggregates& states,
                                             domain::Context& context) -> Outcome<void> {
    auto jurisdiction = district.city.resolve(domain::place_after(states.incident, request),
                                              domain::station_choice_after(states.incident, request));
    if (!jurisdiction) return tl::unexpected(std::move(jurisdiction.error()));
    context.jurisdiction = *std::move(jurisdiction);
    return {};
  };
  chassis::Accepted accepted =
      co_await chassis::execute(district, chassis::target_of(request), request, resolve);
  co_return chassis::answer<v1::AmendIncidentResponse>(std::move(accepted));
}

}  // namespace turnout::intake
