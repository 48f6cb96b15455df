#include "domain/set_unit_status.h"

#include "domain/bounds.h"
#include "domain/event_builder.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::domain {

Outcome<void> validate(const v1::SetUnitStatusRequest& request) {
  const bool settable =
      request.status() == v1::UNIT_STATUS_AVAILABLE || request.status() == v1::UNIT_STATUS_OUT_OF_SERVICE;
  return command_on_unit(request)
      .must(settable, "status", "must be AVAILABLE or OUT_OF_SERVICE; the others follow from milestones")
      .text("reason", request.reason(), 0, kMaxReasonCharacters)
      .result();
}

Decision decide(const Aggregates& aggregates, const v1::SetUnitStatusRequest& request,
                const Context& context) {
  const v1::Unit& unit = aggregates.units.front();
  TURNOUT_REQUIRE(require_known(&unit, request.unit_id()));
  TURNOUT_REQUIRE(require_idle(unit));
  EventBuilder builder(aggregates, context);
  v1::UnitStatusSet& set = *builder.add_for_unit(request.unit_id(), unit).mutable_unit_status_set();
  set.set_status(request.status());
  set.set_reason(request.reason());
  return builder.take();
}

}  // namespace turnout::domain
