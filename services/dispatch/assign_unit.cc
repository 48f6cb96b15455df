#include "domain/assign_unit.h"

#include "chassis/command.h"
#include "dispatch/verbs.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::dispatch {

Awaitable<Outcome<v1::AssignUnitResponse>> assign_unit(District& district,
                                                       const v1::AssignUnitRequest& request) {
  if (auto served = chassis::require_served(district, request.district(), "district"); !served) {
    co_return tl::unexpected(std::move(served.error()));
  }
  co_return co_await chassis::run_command<v1::AssignUnitResponse>(district, request);
}

}  // namespace turnout::dispatch
