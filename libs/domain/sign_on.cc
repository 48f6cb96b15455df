#include "domain/sign_on.h"

#include "domain/crew.h"
#include "domain/event_builder.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::domain {

Outcome<void> validate(const v1::SignOnRequest& request) {
  Form form = command_on_unit(request);
  check_crew(form, request);
  return form.result();
}

Decision decide(const Aggregates& aggregates, const v1::SignOnRequest& request, const Context& context) {
  const v1::Unit& unit = aggregates.units.front();
  TURNOUT_REQUIRE(require_known(&unit, request.unit_id()));
  TURNOUT_REQUIRE(require_idle(unit));
  auto shift = shift_of(request, context);
  if (!shift) return tl::unexpected(std::move(shift.error()));
  TURNOUT_REQUIRE(require_aboard_nowhere_else(aggregates, *shift, unit.id()));
  EventBuilder builder(aggregates, context);
  v1::Event& event = builder.add_for_unit(unit.id(), unit);
  name_people(aggregates, unit, *shift, event);
  *event.mutable_unit_signed_on()->mutable_shift() = *std::move(shift);
  return builder.take();
}

}  // namespace turnout::domain
