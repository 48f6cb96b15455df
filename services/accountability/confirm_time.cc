#include "accountability/verbs.h"

namespace turnout::accountability {

Awaitable<Outcome<v1::ConfirmTimeResponse>> confirm_time(District& district, v1::ConfirmTimeRequest request) {
  const event_store::Target target = host::incident_of(request);
  co_return host::answer<v1::ConfirmTimeResponse>(
      co_await host::execute(district, target, std::move(request)));
}

}  // namespace turnout::accountability
