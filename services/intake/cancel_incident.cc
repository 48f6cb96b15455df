#include "domain/cancel_incident.h"

#include "chassis/command.h"
#include "intake/verbs.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::intake {

Awaitable<Outcome<v1::CancelIncidentResponse>> cancel_incident(District& district,
                                                               const v1::CancelIncidentRequest& request) {
  chassis::Accepted accepted =
      co_await chassis::execute(district, chassis::target_with_units_of(request), request);
  co_return chassis::answer<v1::CancelIncidentResponse>(std::move(accepted));
}

}  // namespace turnout::intake
