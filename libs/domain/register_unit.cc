#include "domain/register_unit.h"

#include "domain/bounds.h"
#include "domain/event_builder.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::domain {

Outcome<void> validate(const v1::RegisterUnitRequest& request) {
  const v1::UnitDetails& details = request.details();
  Form form;
  form.id("request_id", request.request_id())
      .id("actor", request.actor())
      .id("unit_id", request.unit_id())
      .id("details.district", details.district())
      .id("details.station_id", details.station_id())
      .text("details.call_sign", details.call_sign(), 0, kMaxCodeCharacters)
      .known("details.kind", details.kind(), false);
  check_people(form, "details.officers", details.officers());
  if (details.has_base()) form.position("details.base", details.base());
  return form.result();
}

Decision decide(const Aggregates& aggregates, const v1::RegisterUnitRequest& request,
                const Context& context) {
  const v1::Unit& unit = aggregates.units.front();
  TURNOUT_REQUIRE(require_idle(unit));
  EventBuilder builder(aggregates, context);
  v1::Event& event = builder.add_for_unit(request.unit_id(), unit);
  *event.mutable_unit_registered()->mutable_details() = request.details();
  return builder.take();
}

}  // namespace turnout::domain
