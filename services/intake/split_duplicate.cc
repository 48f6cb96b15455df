#include "intake/verbs.h"

namespace turnout::intake {

Awaitable<Outcome<v1::SplitDuplicateResponse>> split_duplicate(District& district,
                                                               v1::SplitDuplicateRequest request) {
  const event_store::Target target = host::incident_of(request);
  co_return host::answer<v1::SplitDuplicateResponse>(
      co_await host::execute(district, target, std::move(request)));
}

}  // namespace turnout::intake
