#include "accountability/verbs.h"

namespace turnout::accountability {

Awaitable<Outcome<v1::CorrectTimeResponse>> correct_time(District& district, v1::CorrectTimeRequest request) {
  const event_store::Target target = host::incident_of(request);
  co_return host::answer<v1::CorrectTimeResponse>(
      co_await host::execute(district, target, std::move(request)));
}

}  // namespace turnout::accountability
