#include "accountability/verbs.h"

namespace turnout::accountability {

Awaitable<Outcome<v1::DeclineOrderResponse>> decline_order(District& district,
                                                           v1::DeclineOrderRequest request) {
  const event_store::Target target = host::order_of(request);
  co_return host::answer<v1::DeclineOrderResponse>(
      co_await host::execute(district, target, std::move(request)));
}

}  // namespace turnout::accountability
