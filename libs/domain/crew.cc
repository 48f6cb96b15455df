#include "domain/crew.h"

#include "domain/local_time_text.h"
#include "turnout/v1/policy.pb.h"

namespace turnout::domain {

bool is_crewed(const v1::Unit& unit, std::int64_t now_ms) {
  if (!unit.has_shift()) return false;
  return unit.shift().ends_at_ms() == 0 || now_ms < unit.shift().ends_at_ms();
}

std::string leader_of(const v1::Unit& unit) {
  return unit.shift().officers().empty() ? "" : unit.shift().officers(0);
}

Answer require_crew(const v1::Unit& unit, const Context& context) {
  if (!context.policy.crew_required() || is_crewed(unit, context.now_ms)) return {};
  const std::string why = !unit.has_shift()
                              ? "nobody has signed on to unit " + unit.id()
                              : "the shift of the crew of unit " + unit.id() + " ended at " +
                                    second_text(unit.shift().ends_at_ms(), context.policy.time_zone());
  return refuse(v1::REFUSAL_REASON_UNIT_NOT_SIGNED_ON, "unit_id",
                why + "; sign a crew on first, or send another unit");
}

}  // namespace turnout::domain
