#include "domain/register_unit.h"

#include "chassis/city.h"
#include "chassis/command.h"
#include "dispatch/verbs.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::dispatch {

Awaitable<Outcome<v1::RegisterUnitResponse>> register_unit(District& district,
                                                           const v1::RegisterUnitRequest& request) {
  if (auto served = chassis::require_served(district, request.details().district(), "details.district");
      !served) {
    co_return tl::unexpected(std::move(served.error()));
  }
  if (auto known = district.city.require_station(request.details().station_id(), "details.station_id");
      !known) {
    co_return tl::unexpected(std::move(known.error()));
  }
  if (request.details().has_base()) {
    co_return co_await chassis::run_command<v1::RegisterUnitResponse>(district, request);
  }
  v1::RegisterUnitRequest at_station = request;
  *at_station.mutable_details()->mutable_base() =
      district.city.station(request.details().station_id())->position();
  co_return co_await chassis::run_command<v1::RegisterUnitResponse>(district, at_station);
}

}  // namespace turnout::dispatch
