#include "accountability/verbs.h"

namespace turnout::accountability {

Awaitable<Outcome<v1::ReopenIncidentResponse>> reopen_incident(District& district,
                                                               v1::ReopenIncidentRequest request) {
  const event_store::Target target = host::incident_of(request);
  co_return host::answer<v1::ReopenIncidentResponse>(
      co_await host::execute(district, target, std::move(request)));
}

}  // namespace turnout::accountability
