#include "domain/assignments.h"
#include "intake/verbs.h"

namespace turnout::intake {

Awaitable<Outcome<v1::CancelIncidentResponse>> cancel_incident(District& district,
                                                               v1::CancelIncidentRequest request) {
  event_store::Target target = host::incident_of(request);
  target.more_units = [](const v1::Incident& incident) { return domain::standing_units(incident); };
  co_return host::answer<v1::CancelIncidentResponse>(
      co_await host::execute(district, std::move(target), std::move(request)));
}

}  // namespace turnout::intake
