#include "domain/decide.h"
#include "domain/draft.h"
#include "domain/require.h"

namespace turnout::domain {

Decision decide(const Aggregates& aggregates, const v1::SignOnRequest& request, const Context& context) {
  const v1::Unit& unit = aggregates.units.front();
  TURNOUT_REQUIRE(require_known(&unit, request.unit_id()));
  TURNOUT_REQUIRE(require_idle(unit));
  if (request.ends_at_ms() != 0 && request.ends_at_ms() <= context.now_ms) {
    return refuse(v1::REFUSAL_REASON_INVALID_FIELD, "ends_at_ms", "must lie after now");
  }
  Draft draft(aggregates, context, origin_of(request));
  v1::Shift& shift = *draft.add_for_unit(unit.id(), unit).mutable_unit_signed_on()->mutable_shift();
  *shift.mutable_officers() = request.officers();
  *shift.mutable_auxiliaries() = request.auxiliaries();
  shift.set_began_at_ms(context.now_ms);
  shift.set_ends_at_ms(request.ends_at_ms());
  return draft.take();
}

Decision decide(const Aggregates& aggregates, const v1::SignOffRequest& request, const Context& context) {
  const v1::Unit& unit = aggregates.units.front();
  TURNOUT_REQUIRE(require_known(&unit, request.unit_id()));
  TURNOUT_REQUIRE(require_idle(unit));
  if (!unit.has_shift()) {
    return refuse(v1::REFUSAL_REASON_UNIT_NOT_SIGNED_ON, "unit_id",
                  "nobody has signed on to unit " + unit.id());
  }
  Draft draft(aggregates, context, origin_of(request));
  draft.add_for_unit(unit.id(), unit).mutable_unit_signed_off()->set_reason(request.reason());
  return draft.take();
}

}  // namespace turnout::domain
