#include "domain/add_call.h"

#include "chassis/command.h"
#include "domain/bounds.h"
#include "intake/verbs.h"
#include "runtime/log.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::intake {

Awaitable<Outcome<v1::AddCallResponse>> add_call(District& district, const v1::AddCallRequest& request) {
  auto response = co_await chassis::run_command<v1::AddCallResponse>(district, request);
  if (response && response->incident().calls_total() > domain::kMaxCallsKept) {
    district.metrics.call_beyond_bound();
    log::info("state keeps fewer calls than were taken",
              {{"incident", response->incident().id()}, {"calls", response->incident().calls_total()}});
  }
  co_return response;
}

}  // namespace turnout::intake
