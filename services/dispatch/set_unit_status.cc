#include "dispatch/verbs.h"

namespace turnout::dispatch {

Awaitable<Outcome<v1::SetUnitStatusResponse>> set_unit_status(District& district,
                                                              v1::SetUnitStatusRequest request) {
  const event_store::Target target = host::unit_of(request);
  co_return host::answer<v1::SetUnitStatusResponse>(
      co_await host::execute(district, target, std::move(request)));
}

}  // namespace turnout::dispatch
