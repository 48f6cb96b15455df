#include "domain/sign_off.h"

#include "domain/bounds.h"
#include "domain/crew.h"
#include "domain/event_builder.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::domain {

Outcome<void> validate(const v1::SignOffRequest& request) {
  return command_on_unit(request).text("reason", request.reason(), 0, kMaxReasonCharacters).result();
}

Decision decide(const Aggregates& aggregates, const v1::SignOffRequest& request, const Context& context) {
  const v1::Unit& unit = aggregates.units.front();
  TURNOUT_REQUIRE(require_known(&unit, request.unit_id()));
  TURNOUT_REQUIRE(require_idle(unit));
  if (!unit.has_shift()) {
    return refuse(v1::REFUSAL_REASON_UNIT_NOT_SIGNED_ON, "unit_id",
                  "nobody has signed on to unit " + unit.id());
  }
  EventBuilder builder(aggregates, context);
  v1::Event& event = builder.add_for_unit(unit.id(), unit);
  name_people(aggregates, unit, {}, event);
  event.mutable_unit_signed_off()->set_reason(request.reason());
  return builder.take();
}

}  // namespace turnout::domain
