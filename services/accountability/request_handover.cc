#include "accountability/verbs.h"

namespace turnout::accountability {

Awaitable<Outcome<v1::RequestHandoverResponse>> request_handover(District& district,
                                                                 v1::RequestHandoverRequest request) {
  if (!request.to_station_id().empty()) {
    auto station = district.city.require_station(request.to_station_id(), "to_station_id");
    if (!station) co_return tl::unexpected(std::move(station.error()));
  }
  const event_store::Target target = host::incident_of(request);
  co_return host::answer<v1::RequestHandoverResponse>(
      co_await host::execute(district, target, std::move(request)));
}

}  // namespace turnout::accountability
