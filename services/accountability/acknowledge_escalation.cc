#include "accountability/verbs.h"

namespace turnout::accountability {

Awaitable<Outcome<v1::AcknowledgeEscalationResponse>> acknowledge_escalation(
    District& district, v1::AcknowledgeEscalationRequest request) {
  const event_store::Target target = host::incident_of(request);
  co_return host::answer<v1::AcknowledgeEscalationResponse>(
      co_await host::execute(district, target, std::move(request)));
}

}  // namespace turnout::accountability
