#include "domain/split_duplicate.h"

#include "chassis/command.h"
#include "intake/verbs.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::intake {

Awaitable<Outcome<v1::SplitDuplicateResponse>> split_duplicate(District& district,
                                                               const v1::SplitDuplicateRequest& request) {
  event_store::Target target = chassis::target_of(request);
  target.more = [](const v1::Incident& incident) {
    return event_store::AggregateIds{.other_incident_id = incident.duplicate_of()};
  };
  chassis::Accepted accepted = co_await chassis::execute(district, std::move(target), request);
  co_return chassis::answer<v1::SplitDuplicateResponse>(std::move(accepted));
}

}  // namespace turnout::intake
