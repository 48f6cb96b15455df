#include "domain/register_unit.h"

#include "chassis/city.h"
#include "chassis/command.h"
#include "dispatch/verbs.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::dispatch {

Awaitable<Outcome<v1::RegisterUnitResponse>> register_unit_of_city(District& district,
                                                                   v1::RegisterUnitRequest unit) {
  v1::UnitDetails& details = *unit.mutable_details();
  if (auto served = chassis::require_served(district, details.district(), "details.district"); !served) {
    co_return tl::unexpected(std::move(served.error()));
  }
  if (auto known = district.city.require_station(details.station_id(), "details.station_id"); !known) {
    co_return tl::unexpected(std::move(known.error()));
  }
  if (!details.has_base()) *details.mutable_base() = district.city.station(details.station_id())->position();
  co_return co_await chassis::run_command<v1::RegisterUnitResponse>(district, unit);
}

Awaitable<Outcome<v1::RegisterUnitResponse>> register_unit(District& district,
                                                           const v1::RegisterUnitRequest& request) {
  v1::RegisterUnitRequest unit = request;
  unit.mutable_details()->clear_is_of_city();
  return register_unit_of_city(district, std::move(unit));
}

}  // namespace turnout::dispatch
