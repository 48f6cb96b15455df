#include "accountability/verbs.h"

namespace turnout::accountability {

Awaitable<Outcome<v1::CloseIncidentResponse>> close_incident(District& district,
                                                             v1::CloseIncidentRequest request) {
  const event_store::Target target = host::incident_of(request);
  co_return host::answer<v1::CloseIncidentResponse>(
      co_await host::execute(district, target, std::move(request)));
}

}  // namespace turnout::accountability
