#include "domain/cancel_incident.h"

#include "chassis/command.h"
#include "domain/orders.h"
#include "intake/verbs.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::intake {

Awaitable<Outcome<v1::CancelIncidentResponse>> cancel_incident(District& district,
                                                               const v1::CancelIncidentRequest& request) {
  event_store::Target target = chassis::target_of(request);
  target.more_units = [](const v1::Incident& incident) { return domain::active_units(incident); };
  chassis::Accepted accepted = co_await chassis::execute(district, std::move(target), request);
  co_return chassis::answer<v1::CancelIncidentResponse>(std::move(accepted));
}

}  // namespace turnout::intake
