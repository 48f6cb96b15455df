#include "domain/sign_on.h"

#include "domain/event_builder.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::domain {

Outcome<void> validate(const v1::SignOnRequest& request) {
  Form form = command_on_unit(request);
  form.must(!request.officers().empty(), "officers", "needs one at least: a crew is led by an officer");
  check_people(form, "officers", request.officers());
  check_people(form, "auxiliaries", request.auxiliaries());
  return form.instant("ends_at_ms", request.ends_at_ms()).result();
}

Decision decide(const Aggregates& aggregates, const v1::SignOnRequest& request, const Context& context) {
  const v1::Unit& unit = aggregates.units.front();
  TURNOUT_REQUIRE(require_known(&unit, request.unit_id()));
  TURNOUT_REQUIRE(require_idle(unit));
  if (request.ends_at_ms() != 0 && request.ends_at_ms() <= context.now_ms) {
    return refuse(v1::REFUSAL_REASON_INVALID_FIELD, "ends_at_ms", "must lie after now");
  }
  EventBuilder builder(aggregates, context);
  v1::Shift& shift = *builder.add_for_unit(unit.id(), unit).mutable_unit_signed_on()->mutable_shift();
  *shift.mutable_officers() = request.officers();
  *shift.mutable_auxiliaries() = request.auxiliaries();
  shift.set_began_at_ms(context.now_ms);
  shift.set_ends_at_ms(request.ends_at_ms());
  return builder.take();
}

}  // namespace turnout::domain
