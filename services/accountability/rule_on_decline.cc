#include "accountability/verbs.h"

namespace turnout::accountability {

Awaitable<Outcome<v1::RuleOnDeclineResponse>> rule_on_decline(District& district,
                                                              v1::RuleOnDeclineRequest request) {
  const event_store::Target target = host::order_of(request);
  co_return host::answer<v1::RuleOnDeclineResponse>(
      co_await host::execute(district, target, std::move(request)));
}

}  // namespace turnout::accountability
