#include "domain/link_duplicate.h"

#include "chassis/command.h"
#include "intake/verbs.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::intake {

Awaitable<Outcome<v1::LinkDuplicateResponse>> link_duplicate(District& district,
                                                             const v1::LinkDuplicateRequest& request) {
  chassis::Accepted accepted =
      co_await chassis::execute(district, chassis::target_with_units_of(request), request);
  co_return chassis::answer<v1::LinkDuplicateResponse>(std::move(accepted));
}

}  // namespace turnout::intake
