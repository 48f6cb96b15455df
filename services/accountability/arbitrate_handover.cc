#include "accountability/verbs.h"

namespace turnout::accountability {

Awaitable<Outcome<v1::ArbitrateHandoverResponse>> arbitrate_handover(District& district,
                                                                     v1::ArbitrateHandoverRequest request) {
  const event_store::Target target = host::incident_of(request);
  co_return host::answer<v1::ArbitrateHandoverResponse>(
      co_await host::execute(district, target, std::move(request)));
}

}  // namespace turnout::accountability
