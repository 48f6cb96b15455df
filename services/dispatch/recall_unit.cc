#include "dispatch/verbs.h"

namespace turnout::dispatch {

Awaitable<Outcome<v1::RecallUnitResponse>> recall_unit(District& district, v1::RecallUnitRequest request) {
  const event_store::Target target = host::order_of(request);
  co_return host::answer<v1::RecallUnitResponse>(
      co_await host::execute(district, target, std::move(request)));
}

}  // namespace turnout::dispatch
