#include "intake/verbs.h"

namespace turnout::intake {

Awaitable<Outcome<v1::LinkDuplicateResponse>> link_duplicate(District& district,
                                                             v1::LinkDuplicateRequest request) {
  const event_store::Target target = host::incident_of(request);
  domain::Origin origin = domain::origin_of(request);
  // Only whether it was reported before, and is open now, counts of the one that is kept: nothing of it
  // changes.
  const domain::Aggregates kept = co_await district.store.load(request.duplicate_of(), {});
  auto decide = [&district, request = std::move(request), kept = kept.incident](
                    const domain::Aggregates& states, std::int64_t now_ms) {
    return domain::decide_link(states, request, district.context(now_ms), kept);
  };
  co_return host::answer<v1::LinkDuplicateResponse>(
      co_await district.executor.run(target, std::move(origin), std::move(decide)));
}

}  // namespace turnout::intake
