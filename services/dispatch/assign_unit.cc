#include "dispatch/verbs.h"

namespace turnout::dispatch {

Awaitable<Outcome<v1::AssignUnitResponse>> assign_unit(District& district, v1::AssignUnitRequest request) {
  if (auto served = host::require_served(district, request.district(), "district"); !served) {
    co_return tl::unexpected(std::move(served.error()));
  }
  const event_store::Target target = host::order_of(request);
  co_return host::answer<v1::AssignUnitResponse>(
      co_await host::execute(district, target, std::move(request)));
}

}  // namespace turnout::dispatch
