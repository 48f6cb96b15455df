#include "dispatch/verbs.h"

namespace turnout::dispatch {

Awaitable<Outcome<v1::RegisterUnitResponse>> register_unit(District& district,
                                                           v1::RegisterUnitRequest request) {
  if (auto served = host::require_served(district, request.details().district(), "details.district");
      !served) {
    co_return tl::unexpected(std::move(served.error()));
  }
  if (auto known = district.city.require_station(request.details().station_id(), "details.station_id");
      !known) {
    co_return tl::unexpected(std::move(known.error()));
  }
  if (!request.details().has_base()) {
    *request.mutable_details()->mutable_base() =
        district.city.station(request.details().station_id())->position();
  }
  const event_store::Target target = host::unit_of(request);
  co_return host::answer<v1::RegisterUnitResponse>(
      co_await host::execute(district, target, std::move(request)));
}

}  // namespace turnout::dispatch
