#include "domain/bounds.h"
#include "intake/verbs.h"
#include "runtime/log.h"

namespace turnout::intake {

Awaitable<Outcome<v1::AddCallResponse>> add_call(District& district, v1::AddCallRequest request) {
  const event_store::Target target = host::incident_of(request);
  auto response =
      host::answer<v1::AddCallResponse>(co_await host::execute(district, target, std::move(request)));
  if (response && response->incident().calls_total() > domain::kMaxCallsKept) {
    district.metrics.call_beyond_bound();
    log::info("call counted, not kept",
              {{"incident", response->incident().id()}, {"calls", response->incident().calls_total()}});
  }
  co_return response;
}

}  // namespace turnout::intake
