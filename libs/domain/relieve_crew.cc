#include "domain/relieve_crew.h"

#include "domain/crew.h"
#include "domain/event_builder.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::domain {

Outcome<void> validate(const v1::RelieveCrewRequest& request) {
  Form form = command_on_incident(request);
  form.id("unit_id", request.unit_id());
  check_crew(form, request);
  return form.result();
}

Decision decide(const Aggregates& aggregates, const v1::RelieveCrewRequest& request, const Context& context) {
  const auto order = require_active_order(aggregates, request.incident_id(), request.unit_id());
  if (!order) return tl::unexpected(order.error());
  auto shift = shift_of(request, context);
  if (!shift) return tl::unexpected(std::move(shift.error()));
  TURNOUT_REQUIRE(require_aboard_nowhere_else(aggregates, *shift, request.unit_id()));
  const v1::Unit& unit = *aggregates.unit(request.unit_id());
  EventBuilder builder(aggregates, context);
  v1::Event& event = builder.add(request.incident_id(), unit);
  name_people(aggregates, unit, *shift, event);
  v1::CrewRelieved& relieved = *event.mutable_crew_relieved();
  relieved.set_order_number((*order)->number());
  *relieved.mutable_shift() = *std::move(shift);
  return builder.take();
}

}  // namespace turnout::domain
