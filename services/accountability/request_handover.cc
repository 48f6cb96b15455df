#include "domain/request_handover.h"

#include "accountability/verbs.h"
#include "chassis/city.h"
#include "chassis/command.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::accountability {

Awaitable<Outcome<v1::RequestHandoverResponse>> request_handover(District& district,
                                                                 const v1::RequestHandoverRequest& request) {
  if (!request.to_station_id().empty()) {
    if (auto known = district.city.require_station(request.to_station_id(), "to_station_id"); !known) {
      co_return tl::unexpected(std::move(known.error()));
    }
  }
  co_return co_await chassis::run_command<v1::RequestHandoverResponse>(district, request);
}

}  // namespace turnout::accountability
